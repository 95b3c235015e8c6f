# Sourced. Finds Emscripten: an emcc on the PATH when it is recent enough (emsdk), else the one of
# Debian 13, which fill_emscripten unpacks into .toolchain/emscripten with what it needs to run on
# an older Debian. There it reads its settings from a file beside emcc: no variable to export.
emscripten_version=3.1.69
toolchain=$root/.toolchain/emscripten

# emcc_on_path: whether the emcc of the PATH, if any, will do.
emcc_on_path() {
  local emcc version
  emcc=$(command -v emcc) || return
  version=$(cat "$(dirname "$(realpath "$emcc")")/emscripten-version.txt" 2>/dev/null) || return
  version=${version//\"/}
  printf '%s\n' "$emscripten_version" "${version%%-*}" | sort --check=quiet --version-sort
}

fill_emscripten() {
  local folder=$1 package program emscripten=$1/usr/share/emscripten
  apt_trixie download emscripten binaryen libc6 libstdc++6 libgcc-s1
  for package in ./*.deb; do dpkg -x "$package" "$folder"; done

  # Binaryen's programs need Debian 13's libc: each is started by that libc's own loader.
  mkdir -p "$folder/binaryen/bin"
  for program in "$folder"/usr/bin/wasm*; do
    cat >"$folder/binaryen/bin/$(basename "$program")" <<'WRAPPER'
#!/bin/sh
usr=$(dirname "$(readlink -f "$0")")/../../usr
exec "$usr/lib64/ld-linux-x86-64.so.2" --library-path "$usr/lib/x86_64-linux-gnu" \
  "$usr/bin/$(basename "$0")" "$@"
WRAPPER
  done
  chmod +x "$folder"/binaryen/bin/*

  # Debian's Python: finding another one costs a tenth of a second for each file compiled.
  sed -i 's|PYTHON=$EMSDK_PYTHON|PYTHON=${EMSDK_PYTHON:-/usr/bin/python3}|' \
    "$emscripten"/{emcc,em++,emar,emranlib}

  ln -sfn /usr/share/nodejs "$emscripten/node_modules"
  cat >"$emscripten/.emscripten" <<'SETTINGS'
from tools.utils import path_from_root
LLVM_ROOT = '/usr/lib/llvm-19/bin'
BINARYEN_ROOT = path_from_root('../../../binaryen')
NODE_JS = '/usr/bin/node'
FROZEN_CACHE = True  # Debian's package has every variant of every library; build none
SETTINGS
}
