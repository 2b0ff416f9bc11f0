#!/bin/sh
# The command line of Holdfast, on the Node that came with it.
set -eu
here=$(dirname "$(/usr/bin/readlink -f "$0")")
# Whatever another program wanted from its own Node.
unset NODE_OPTIONS NODE_PATH NODE_EXTRA_CA_CERTS NODE_REPL_EXTERNAL_MODULE NODE_V8_COVERAGE
exec "$here/node" "$here/holdfast.mjs" "$@"
