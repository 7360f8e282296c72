# What the measuring scripts share: trees, clocks and medians. They set work, and time_command to GNU time where it is installed.

fail() {
  echo "bench/$(basename "$0"): $*" >&2
  exit 2
}

# --- Trees --------------------------------------------------------------------------------------------------------------

# ROOT FILES DIRECTORIES [SIZE]: so many files of 0 to SIZE bytes (8192), spread evenly; the same ones each time.
make_small_files() {
  local root=$1 files=$2 directories=$3 size=${4:-8192}
  mkdir -p "$root"
  (cd "$root" && seq -f 'dir%04.0f' 0 $((directories - 1)) | xargs mkdir)
  (cd "$root" && awk -v files="$files" -v directories="$directories" -v size="$size" '
    BEGIN {
      srand(20261120)
      for (i = 0; i < 512; i++) line = line sprintf("%016d", int(rand() * 1e15))
      for (i = 0; i < files; i++) {
        name = sprintf("dir%04d/file%06d.txt", i % directories, i)
        printf "%d %s", i, substr(line, 1, int(rand() * size)) > name
        close(name)
      }
    }')
}

make_large_files() {
  mkdir -p "$1"
  for i in 1 2 3 4; do
    head -c 268435456 /dev/urandom > "$1/file$i"
  done
}

# Makes a tree unless it is there, and reads it once so that every run finds it in memory.
prepare_tree() {
  local tree=$work/tree-$1
  if [ ! -e "$tree.complete" ]; then
    echo "making the tree $1 ..." >&2
    rm -rf "$tree"
    case $1 in
      50k) make_small_files "$tree" 50000 1000 ;;
      100k) make_small_files "$tree" 100000 1000 ;;
      500k) make_small_files "$tree" 500000 1000 ;;
      1m) make_small_files "$tree" 1000000 1000 512 ;;
      large) make_large_files "$tree" ;;
    esac
    touch "$tree.complete"
  fi
  find "$tree" -type f -exec cat {} + > /dev/null
  sync -f "$tree"
}

# --- Runs ---------------------------------------------------------------------------------------------------------------

# measure RESULT SIDE ARGUMENT...: has SIDE_run done; appends seconds and the largest resident size in kilobytes to RESULT.SIDE.
measure() {
  measure_as "$1.$2" "${@:2}"
}

# measure_as FILE SIDE ARGUMENT...: the same, to a file of another name.
measure_as() {
  local file=$1 side=$2 started ended size=0
  shift 2
  started=$EPOCHREALTIME
  if [ -n "$time_command" ]; then
    "$time_command" -o "$work/time" -f %M bash -o pipefail -c "$side"'_run "$@"' bash "$@" > "$work/output" 2>&1 || failed "$side"
  else
    "${side}_run" "$@" > "$work/output" 2>&1 || failed "$side"
  fi
  ended=$EPOCHREALTIME
  [ -z "$time_command" ] || size=$(tail -n 1 "$work/time")
  awk -v s="$started" -v e="$ended" -v m="$size" 'BEGIN { printf "%.3f %d\n", e - s, m }' >> "$file"
}

failed() {
  cat "$work/output" >&2
  fail "a run of $1 failed, see above"
}

# --- Numbers ------------------------------------------------------------------------------------------------------------

# median, minimum and largest size of a result: three numbers.
summary() {
  sort -n "$1" | awk '
    { seconds[NR] = $1; if ($2 > size) size = $2 }
    END {
      middle = NR % 2 ? seconds[(NR + 1) / 2] : (seconds[NR / 2] + seconds[NR / 2 + 1]) / 2
      printf "%.3f %.3f %d\n", middle, seconds[1], size / 1024
    }'
}
