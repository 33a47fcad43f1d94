# Sourced by the scripts beside it: how they speak, and how they ask for a Debian package.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

say() { printf '%s\n' "▸ $*"; }

# Stop with a sentence that says what to do.
refuse() {
  printf '%s\n' "✗ $1" >&2
  shift
  for line in "$@"; do printf '  %s\n' "$line" >&2; done
  exit 1
}

is_debian() { command -v apt-get >/dev/null 2>&1; }

# Whether we may install Debian packages: as root, or through sudo where it can be asked.
may_install() {
  is_debian || return 1
  [ "$(id -u)" -eq 0 ] && return 0
  command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }
}

# apt_install PACKAGE…: refreshes the package lists once a run, then installs without questions.
apt_install() {
  local as_root=""
  [ "$(id -u)" -eq 0 ] || as_root="sudo"
  say "apt-get install $*"
  if [ -z "${APT_LISTS_ARE_FRESH:-}" ]; then
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq </dev/null || true
    export APT_LISTS_ARE_FRESH=1
  fi
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null
}

# fingerprint FILE…: one word that changes when any of the files does.
fingerprint() { cat "$@" | cksum | tr ' ' '-' ; }

# is_done NAME FILE… / done_with NAME FILE…: remember in .venv that a step was finished for these contents.
is_done() { local mark=".venv/.done-$1"; shift; [ -f "$mark" ] && [ "$(cat "$mark")" = "$(fingerprint "$@")" ]; }
done_with() { local mark=".venv/.done-$1"; shift; fingerprint "$@" >"$mark"; }
