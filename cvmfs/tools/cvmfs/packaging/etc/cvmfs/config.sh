# Functions for scripts of sites: . /etc/cvmfs/config.sh

# Completes a short name by the default domain.
cvmfs_mkfqrn() {
  case "$1" in
    "" | *.*) echo "$1" ;;
    *) echo "$1.$CVMFS_DEFAULT_DOMAIN" ;;
  esac
}

# First label of a name.
cvmfs_getorg() {
  echo "${1%%.*}"
}

# Everything behind the first label.
cvmfs_getdomain() {
  echo "${1#*.}"
}

# Sets every parameter of a repository, or without a name those of all, as shell variables.
cvmfs_readconfig() {
  CVMFS_PARMS=$(cvmfs2 -o parse "$1" /) || return
  unset CVMFS_CACHE_DIR
  eval "$CVMFS_PARMS"
  if [ -n "$1" ] && [ -z "${CVMFS_CACHE_DIR:-}" ]; then
    if [ "$CVMFS_SHARED_CACHE" = yes ]; then
      CVMFS_CACHE_DIR=$CVMFS_CACHE_BASE/shared
    else
      CVMFS_CACHE_DIR=$CVMFS_CACHE_BASE/$1
    fi
  fi
}

# The file that set a parameter ($2); cvmfs_readconfig comes first.
cvmfs_getorigin() {
  echo "$CVMFS_PARMS" | sed -n "s,^$2=.*    # from ,,p" | grep .
}
