#!/bin/bash
# Reads the files of a boot profile in its order through a cold mount, with the profile and without, at a distance: what a boot waits for, without the
# processor time of a guest. As root, after ./build.sh --target=Profile:
#   tests/benchmarks/boot-replay.sh debian13 50        # flavour, round trip in ms
set -euo pipefail
cd "$(dirname "$0")/../.."
flavour=$1 round_trip=$2 repository=os.cernvm.local
bin=$PWD/artifacts/bin site=$PWD/artifacts/site
profile=$(ls -t artifacts/profiles/"$flavour"-* | head -1)
work=$(mktemp -d)
trap 'umount "$work/mnt" 2>/dev/null || true; kill $(jobs -p) 2>/dev/null || true; wait; rm -rf "$work"' EXIT

relay=tests/benchmarks/client/bin/Release/net10.0/CernVM.Benchmarks.Client.dll
[ -e "$relay" ] || dotnet build tests/benchmarks/client --configuration Release --nologo --verbosity quiet >&2
CVMFS_ROOT_DIR=$site "$bin/cvmfs_server" serve --listen 127.0.0.1:18742 --root "$site/srv/cvmfs" --access-log "$work/access.log" >"$work/serve.log" 2>&1 &
mkfifo "$work/port"
dotnet "$relay" "--relay=18742,$round_trip" >"$work/port" &
read -r port <"$work/port"

for budget in 256 0; do
    mkdir -p "$work/mnt"
    rm -rf "$work/cache"
    before=$(wc -l <"$work/access.log")
    printf '%s\n' "CVMFS_SERVER_URL=http://127.0.0.1:$port/cvmfs/@fqrn@" CVMFS_HTTP_PROXY=DIRECT "CVMFS_PUBLIC_KEY=$site/etc/cvmfs/keys/$repository.pub" \
        "CVMFS_CACHE_BASE=$work/cache" CVMFS_SHARED_CACHE=no "CVMFS_RELOAD_SOCKETS=$work" CVMFS_PREFETCH_NEIGHBOURS=no "CVMFS_PROFILE_BUDGET=$budget" >"$work/conf"
    "$bin/cvmfs2" -o "config=$work/conf" "$repository" "$work/mnt" >/dev/null
    begin=$(date +%s%N)
    sed -n 's/^[ft] \([^\t]*\).*/\1/p' "$profile" | (cd "$work/mnt/$flavour" && tr '\n' '\0' | xargs -0 cat >/dev/null)
    end=$(date +%s%N)
    traffic=$(tail -n +$((before + 1)) "$work/access.log" | awk '/\/data\// { n++ } { sum += $5 } END { print n " objects, " sum " bytes" }')
    echo "$([ $budget = 0 ] && echo without || echo with) the profile: $(((end - begin) / 1000000)) ms, $traffic"
    umount "$work/mnt"
done
