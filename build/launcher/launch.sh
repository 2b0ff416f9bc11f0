#!/bin/sh
# Starts Holdfast sealed, through bubblewrap: no network link, no socket but AF_UNIX (the seccomp filter beside this
# file), no message bus, its own /run, /tmp and processes; and of the disk only the system, to be read, the data folder,
# removable media, fonts of its own in the place of the account's, and what is named here.
#
#   --user-data-dir=FOLDER  the station's data folder
#   --share=FOLDER          a further folder that the console may read and write; may be repeated
#   --ssh-agent             lets the console ask the ssh-agent that SSH_AUTH_SOCK names
#   --accessible            lets a screen reader in: the accessibility bus, filtered by xdg-dbus-proxy, and no other bus;
#                           it is recorded, and stands in every statement
#   --unsealed=SENTENCE     starts without the seal; the sentence is recorded, and stands in every statement
#
# Where the seal cannot be made, the application is told why (--not-sealed): it says so, and opens no vault.
set -eu
umask 077
here=$(dirname "$(/usr/bin/readlink -f "$0")")
application=$(dirname "$here")
PATH=/usr/bin:/bin
HOME=${HOME:-/}

refuse() {
  printf 'holdfast: %s\n' "$1" >&2
  exit 1
}

# Without the seal too, of the environment comes in only who this is, the language, the display and the agent.
application_alone() {
  for name in HOME USER LOGNAME LANG LANGUAGE LC_ALL LC_CTYPE LC_MESSAGES LC_TIME LC_NUMERIC TZ XMODIFIERS TMPDIR \
    XDG_RUNTIME_DIR XDG_DATA_HOME WAYLAND_DISPLAY DISPLAY XAUTHORITY SSH_AUTH_SOCK SSH_CONNECTION; do
    eval "value=\${$name:-}"
    [ -z "$value" ] || set -- "$name=$value" "$@"
  done
  exec /usr/bin/env -i PATH=/usr/bin:/bin "$@"
}

data=${XDG_DATA_HOME:-$HOME/.local/share}/holdfast
unsealed=no
for argument in "$@"; do
  case $argument in
    --unsealed=*) unsealed=yes ;;
    --user-data-dir=*) data=${argument#*=} ;;
  esac
done

# A damaged application could say nothing itself. sha256sum names what is wrong; a file that is missing too.
damaged() {
  refuse "this installation is damaged: $1. Install the package again: no data is touched by that. Then compare every file: sha256sum --check --quiet SHA256SUMS-installed"
}
[ -x "$application/holdfast" ] || damaged "$application/holdfast is missing, or cannot be run"
if [ -e "$here/sums" ]; then
  wrong=$(cd "$application" && /usr/bin/sha256sum --check --quiet seal/sums 2>&1) || damaged "$(printf %s "$wrong" | tr '\n' ';')"
fi

[ "$unsealed" = no ] || application_alone "$application/holdfast" "$@"
[ "$(id -u)" != 0 ] || refuse 'the seal needs an ordinary account, and this is root. Start Holdfast from an ordinary account.'
case $data in
  /*) ;;
  *) refuse "the data folder must be given as an absolute path. \"$data\" is a relative one." ;;
esac
# Where it cannot be made, or is another account's, the application says so itself.
mkdir -p "$data" 2> /dev/null || application_alone "$application/holdfast" "$@" --no-data-folder

# A trial without any mount but the root: whatever hinders it hinders every seal, and is said in the system's words.
bwrap=$here/bwrap
[ -x "$bwrap" ] || bwrap=/usr/bin/bwrap
[ -x "$bwrap" ] || application_alone "$application/holdfast" "$@" "--not-sealed=There is no bubblewrap at $bwrap."
reason=$("$bwrap" --unshare-user --unshare-net --unshare-pid --ro-bind / / --proc /proc --seccomp 9 \
  /usr/bin/true 2>&1 9< "$here/filter.bpf") \
  || application_alone "$application/holdfast" "$@" "--not-sealed=${reason:-bubblewrap failed.}"

# From here on "$@" is what the application gets, and before it, in the order of the kernel's mounts reversed, what
# bubblewrap gets: each `set --` puts its words in front.
arguments=$#
shares=
agent=
accessible=
while [ "$arguments" -gt 0 ]; do
  argument=$1
  shift
  arguments=$((arguments - 1))
  case $argument in
    --share=/*)
      [ -d "${argument#*=}" ] || refuse "the shared folder is not there, or cannot be read: ${argument#*=}"
      shares="$shares${argument#*=}
"
      ;;
    --share=*) refuse "a shared folder must be given as an absolute path. \"${argument#*=}\" is a relative one." ;;
    --ssh-agent) agent=${SSH_AUTH_SOCK:-} ;;
    --accessible) accessible=yes ;;
    --user-data-dir=*) ;;
    *) set -- "$@" "$argument" ;;
  esac
done
[ -z "$accessible" ] || set -- --accessible "$@"
set -- "$application/holdfast" --by-launcher "--user-data-dir=$data" "$@"

set -- --remount-ro / --chdir / --seccomp 9 "$@"
set -- --bind "$data" "$data" "$@"
while IFS= read -r share; do
  [ -z "$share" ] || set -- --bind "$share" "$share" "$@"
done << SHARES
$shares
SHARES

if [ -n "$agent" ]; then
  set -- --ro-bind "$agent" /run/holdfast/agent --setenv SSH_AUTH_SOCK /run/holdfast/agent "$@"
  [ -z "${SSH_CONNECTION:-}" ] || set -- --setenv SSH_CONNECTION "$SSH_CONNECTION" "$@"
fi

# A screen reader hears of the windows through a bus of its own, and asks the console what is in them. Of that bus the console
# may ask its registry what it needs to be found, and nothing else; nothing on it can be started or named from inside.
if [ -n "$accessible" ]; then
  proxy=/usr/bin/xdg-dbus-proxy
  [ -x "$proxy" ] || refuse "a screen reader is let in through $proxy, which is not there. Install the package xdg-dbus-proxy, or start without --accessible."
  address=${AT_SPI_BUS_ADDRESS:-}
  [ -n "$address" ] || address=$(dbus-send --session --print-reply=literal --dest=org.a11y.Bus /org/a11y/bus \
    org.a11y.Bus.GetAddress 2> /dev/null | tr -d ' ') || address=
  case $address in
    unix:path=*)
      path=${address#unix:path=}
      [ -S "${path%%,*}" ] || refuse "the accessibility bus is not there: ${path%%,*}. Switch the screen reader on in the settings of the desktop, or start without --accessible."
      ;;
    unix:*) ;;
    '') refuse 'the accessibility bus of this session is not found. Switch the screen reader on in the settings of the desktop first, or start without --accessible.' ;;
    *) refuse "the accessibility bus is reached over a network ($address), which the seal does not allow." ;;
  esac
  folder=$(mktemp -d "${XDG_RUNTIME_DIR:-/tmp}/holdfast-accessible-XXXXXX")
  mkfifo "$folder/ready"
  registry=org.a11y.atspi.Registry
  device=org.a11y.atspi.DeviceEventController
  # It ends with the last process that holds the other end of the pipe, which are those inside of the seal.
  (
    "$proxy" --fd=8 "$address" "$folder/bus" --filter --sloppy-names \
      --call=$registry=org.a11y.atspi.Socket.Embed@/org/a11y/atspi/accessible/root \
      --call=$registry=org.a11y.atspi.Socket.Unembed@/org/a11y/atspi/accessible/root \
      --call=$registry=$registry.GetRegisteredEvents@/org/a11y/atspi/registry \
      --call=$registry=$device.GetKeystrokeListeners@/org/a11y/atspi/registry/deviceeventcontroller \
      --call=$registry=$device.GetDeviceEventListeners@/org/a11y/atspi/registry/deviceeventcontroller \
      --call=$registry=$device.NotifyListenersSync@/org/a11y/atspi/registry/deviceeventcontroller \
      --call=$registry=$device.NotifyListenersAsync@/org/a11y/atspi/registry/deviceeventcontroller \
      8> "$folder/ready" || :
    rm -rf "$folder"
  ) > /dev/null 2>&1 < /dev/null &
  exec 7< "$folder/ready"
  [ -n "$(head -c 1 <&7)" ] || refuse "$proxy does not reach the accessibility bus at $address."
  set -- --ro-bind "$folder/bus" /run/holdfast/accessible --setenv AT_SPI_BUS_ADDRESS unix:path=/run/holdfast/accessible \
    --setenv GNOME_ACCESSIBILITY 1 --unsetenv NO_AT_BRIDGE "$@"
fi

# One display: Wayland where there is one, since an X client can read the keys that are typed into another.
wayland=
case ${WAYLAND_DISPLAY:-} in
  '') ;;
  /*) wayland=$WAYLAND_DISPLAY ;;
  *) wayland=${XDG_RUNTIME_DIR:-/run/user/$(id -u)}/$WAYLAND_DISPLAY ;;
esac
if [ -n "$wayland" ] && [ -S "$wayland" ]; then
  set -- --ro-bind "$wayland" /run/holdfast/wayland-0 --setenv WAYLAND_DISPLAY wayland-0 "$@" --ozone-platform=wayland
else
  case ${DISPLAY:-} in
    :*) ;;
    '') refuse 'there is no display to open a window on (DISPLAY and WAYLAND_DISPLAY are not set). Start Holdfast from a desktop session.' ;;
    *) refuse "the display $DISPLAY is reached over a network, which the seal does not allow. Start Holdfast from a desktop session of this machine." ;;
  esac
  number=${DISPLAY#:}
  socket=/tmp/.X11-unix/X${number%%.*}
  [ -S "$socket" ] || refuse "there is no X server for the display $DISPLAY ($socket is not there). Start Holdfast from a desktop session of this machine."
  set -- --ro-bind "$socket" "$socket" --setenv DISPLAY "$DISPLAY" "$@"
  cookie=${XAUTHORITY:-$HOME/.Xauthority}
  [ ! -r "$cookie" ] || set -- --ro-bind "$cookie" /run/holdfast/xauthority --setenv XAUTHORITY /run/holdfast/xauthority "$@"
fi

# Of the environment: who this is, the language, the time zone, the keyboard. Nothing else comes in.
for name in USER LOGNAME LANG LANGUAGE LC_ALL LC_CTYPE LC_MESSAGES LC_TIME LC_NUMERIC TZ XMODIFIERS; do
  eval "value=\${$name:-}"
  [ -z "$value" ] || set -- --setenv "$name" "$value" "$@"
done

for folder in bin sbin lib lib32 lib64 libx32; do
  if [ -L "/$folder" ]; then set -- --symlink "$(readlink "/$folder")" "/$folder" "$@"
  elif [ -d "/$folder" ]; then set -- --ro-bind "/$folder" "/$folder" "$@"; fi
done

set -- \
  --unshare-user --unshare-net --unshare-pid --unshare-ipc --unshare-uts --unshare-cgroup-try --die-with-parent \
  --clearenv --setenv PATH /usr/bin:/bin --setenv HOME "$HOME" --setenv TMPDIR /tmp \
  --setenv XDG_RUNTIME_DIR /run/holdfast --setenv DBUS_SESSION_BUS_ADDRESS disabled: \
  --setenv DBUS_SYSTEM_BUS_ADDRESS disabled: --setenv NO_AT_BRIDGE 1 \
  --ro-bind /usr /usr --ro-bind /etc /etc --ro-bind-try /var/cache/fontconfig /var/cache/fontconfig \
  --proc /proc --dev /dev --ro-bind /sys /sys --tmpfs /tmp --tmpfs /run --perms 0700 --dir /run/holdfast \
  --ro-bind-try "$here/fonts" "$HOME/.local/share/fonts" \
  --ro-bind-try /run/udev/data /run/udev/data --bind-try /media /media --bind-try /run/media /run/media \
  --ro-bind "$application" "$application" \
  "$@"

exec "$bwrap" "$@" 9< "$here/filter.bpf"
