#!/bin/sh
# Restores the build tool and hands every argument on to build.cake: ./build.sh --target=Run
set -eu
cd "$(dirname "$0")"
if ! command -v dotnet >/dev/null 2>&1; then
    echo "build.sh: the .NET 10 SDK is missing: 'dotnet' is not on the PATH. Install it and run this again." >&2
    exit 1
fi
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet tool restore >/dev/null || { echo "build.sh: the build tool could not be restored; is a NuGet registry reachable?" >&2; exit 1; }
exec dotnet cake build.cake "$@"
