# Sourced. What the scripts get from Debian: packages of the system's own release, and files of
# Debian 13, unpacked beside the project, whatever release the system is.

# apt_install PACKAGE…: install them on the system.
apt_install() {
  local apt=(apt-get)
  if ! command -v apt-get >/dev/null || { ((EUID)) && ! command -v sudo >/dev/null; }; then
    echo "Please install these packages, then run this again: $*" >&2
    return 1
  fi
  ((EUID)) && apt=(sudo apt-get)
  local install=("${apt[@]}" install --yes --no-install-recommends -qq "$@")
  export DEBIAN_FRONTEND=noninteractive
  # A fresh machine has no package lists, or old ones: one more try after an update.
  quietly "${install[@]}" || { quietly "${apt[@]}" update -qq && quietly "${install[@]}"; }
}

# need WHAT=PACKAGE…: install the packages of which the command, or the file, is missing.
need() {
  local pair missing=()
  for pair; do
    case $pair in
      /*) [[ -e ${pair%%=*} ]] || missing+=("${pair#*=}") ;;
      *) command -v "${pair%%=*}" >/dev/null || missing+=("${pair#*=}") ;;
    esac
  done
  ((${#missing[@]} == 0)) || { say "Debian packages: ${missing[*]}" && apt_install "${missing[@]}"; }
}

# apt_trixie COMMAND…: apt-get with Debian 13 as its only source and with lists of its own, so that
# the system's are neither used nor touched; needs no root. The site is the one the system uses.
apt_trixie() {
  local state=$root/.toolchain/apt site type
  if [[ ! -e $state/updated ]]; then
    site=$(apt-get indextargets --format '$(SITE) $(LABEL)' 'Created-By: Packages' |
      awk '$2 == "Debian" { print $1; exit }')
    [[ $site ]] || { echo 'No Debian site among the sources of apt-get.' >&2; return 1; }
    mkdir -p "$state"/{lists,cache/archives}/partial
    for type in deb deb-src; do
      echo "$type [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $site trixie main"
    done >"$state/sources.list"
  fi
  local apt=(apt-get -qq
    -o Dir::Etc::sourcelist="$state/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o Dir::State::lists="$state/lists" -o Dir::Cache="$state/cache"
    -o APT::Sandbox::User="$(id -un)" -o Acquire::Languages=none)
  [[ -e $state/updated ]] || { quietly "${apt[@]}" update && touch "$state/updated"; } || return
  quietly "${apt[@]}" "$@" || { quietly "${apt[@]}" update && quietly "${apt[@]}" "$@"; }
}

# quietly COMMAND…: show what it prints only when it fails.
quietly() {
  local output
  output=$("$@" 2>&1) || { echo "$output" >&2; return 1; }
}
