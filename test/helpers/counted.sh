#!/bin/sh
# Runs a program where every packet it sends is counted: a network namespace of its own with a link that has a
# carrier, an address, a default route and a name server, none of which leads anywhere. Writes the number of packets
# sent, the loopback's included, to $COUNTED_RESULT. IPv6 is off, since the kernel itself would send router requests.
# With COUNTED_RAISED_BY=file the link has no carrier until that file exists.
# With COUNTED_WITHOUT_FONTS=1 the system has no font.
# Usage: COUNTED_RESULT=file counted.sh PROGRAM [ARG ...]; descriptors are passed on, so a debugging pipe works.
set -eu
if [ "${COUNTED_INSIDE:-}" = "" ]; then
  COUNTED_INSIDE=1 COUNTED_UID=$(id -u) COUNTED_GID=$(id -g)
  export COUNTED_INSIDE COUNTED_UID COUNTED_GID
  exec unshare --user --map-root-user --net --mount "$0" "$@"
fi

packets_sent() {
  awk '/link0:|lo:/ { sub(/^[^:]*:/, ""); sum += $10 } END { print sum }' /proc/self/net/dev
}

mount -t sysfs sysfs /sys
echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6
echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6
ip link set lo up
ip link add link0 type veth peer name link1
ip addr add 192.0.2.2/24 dev link0
ip link set link0 up
if [ "${COUNTED_RAISED_BY:-}" = "" ]; then
  ip link set link1 up
else
  # A link without its other end has no carrier: it gets one as soon as the file is there.
  (while [ ! -e "$COUNTED_RAISED_BY" ] && [ -e "/proc/$$" ]; do sleep 0.1; done; ip link set link1 up) > /dev/null 2>&1 &
fi
ip neigh replace 192.0.2.1 lladdr 02:00:00:00:00:01 dev link0 nud permanent
ip route add default via 192.0.2.1 dev link0
resolver=$(mktemp)
echo 'nameserver 192.0.2.53' > "$resolver"
mount --bind "$resolver" /etc/resolv.conf

if [ "${COUNTED_WITHOUT_FONTS:-}" != "" ]; then
  for folder in /usr/share/fonts /usr/local/share/fonts /var/cache/fontconfig; do
    [ ! -d "$folder" ] || mount -t tmpfs tmpfs "$folder"
  done
fi

before=$(packets_sent)
status=0
unshare --user --map-user="$COUNTED_UID" --map-group="$COUNTED_GID" "$@" || status=$?
echo $(($(packets_sent) - before)) > "$COUNTED_RESULT"
exit "$status"
