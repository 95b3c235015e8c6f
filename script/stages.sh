# Sourced. What the scripts that build have in common: one line for each stage, with its seconds.
export LC_ALL=C.UTF-8 LANG=C.UTF-8
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# help: the comment at the head of the script.
help() { sed -n '2,/^[^#]/{/^#/s/^# \?//p}' "$0"; }

# stage TITLE COMMAND…
stage() {
  local title=$1 start=$SECONDS
  shift
  echo "── $title"
  "$@"
  echo "   $((SECONDS - start)) s"
}

# build PRESET [TARGET…]: configure when needed, then build; prints compiler messages only.
build() {
  local preset=$1
  shift
  mkdir -p build
  # Ninja does not mind its own double: one script at a time in a build folder.
  exec {lock}>"build/$preset.lock"
  flock "$lock"
  [[ build/$preset/build.ninja -nt CMakePresets.json ]] || cmake --preset "$preset" >/dev/null
  cmake --build --preset "$preset" ${1+--target "$@"} -- --quiet
  exec {lock}>&-
}

# pack OUTPUT [OPTION…]: what script/pack.mjs makes of the built page, dated by the last commit.
pack() {
  : "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct 2>/dev/null)}"
  SOURCE_DATE_EPOCH=$SOURCE_DATE_EPOCH node script/pack.mjs build/web/page "$@"
}
