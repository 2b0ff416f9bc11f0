# A console that runs would go on with the files of two versions, in each process that it starts later.
refuse_while_running() {
  for process in /proc/[0-9]*; do
    case $(readlink "$process/exe" 2> /dev/null || true) in
      /usr/lib/holdfast/holdfast*)
        echo "Holdfast is running (process ${process#/proc/}), so it is not $1 now. Nothing was changed." >&2
        echo 'Close Holdfast in every account of this machine, then do this once more.' >&2
        exit 1
        ;;
    esac
  done
}
