namespace CernVM.Cvmfs.Server.FunctionalTests;

/// <summary>Shell scripts that write down a tree, so that two of them can be compared as text.</summary>
internal static class TreeListing
{
    /// <summary>
    /// Type, mode, owner, time and link target of every name, sizes of files, contents and extended attributes. Directories have no size of their
    /// own here, and link counts are left out: overlayfs shows others than are published.
    /// </summary>
    public static string Script(string directory) => $$"""
        export LC_ALL=C; cd '{{directory}}'
        find . -mindepth 1 ! -type d -printf '%p %y %m %U:%G %s %T@ %l\n' | sort
        find . -mindepth 1 -type d -printf '%p %y %m %U:%G %T@\n' | sort
        find . -type c -printf '%p ' -exec stat -c '%t:%T' '{}' ';' | sort
        find . -type f -exec sha1sum '{}' '+' | sort
        find . -mindepth 1 | sort | while read -r name; do getfattr -h -d -m '^(user|security)[.]' -e hex -- "$name" 2>/dev/null || true; done
        """;
}
