namespace CernVM.Cvmfs.Mount.Commands;

/// <summary>The text of <c>cvmfs2 --help</c>.</summary>
internal static class MountHelp
{
    public const string Text = """
        Mounts a CernVM-FS repository.

        Usage:
          cvmfs2 [options] REPOSITORY DIRECTORY
          cvmfs2 -k [-o config=FILE] REPOSITORY      print the parameters that would be used

          REPOSITORY  fully qualified name such as sft.cern.ch, or a short one that CVMFS_DEFAULT_DOMAIN completes
          DIRECTORY   an existing directory, or /dev/fd/N for a FUSE device that was opened and mounted by somebody else

        Options:
          -f              stay in the foreground and log to standard error
          -d              log every step
          -k, --parse     print the parameters with their origin
          -V, --version   print the version
          -h, --help      print this text
          -o OPTION[,…]   mount options:
            config=FILE[:FILE…]     these files instead of /etc/cvmfs/default.conf and those that follow it
            uid=N, gid=N            owner of all entries when CVMFS_CLAIM_OWNERSHIP is on (default: who mounts)
            cvmfs_suid              set-user-id programs have effect
            simple_options_parsing  plain KEY=value lines in the files
            foreground, debug, parse    as -f, -d, -k
            fuse_debug              as debug, also after a reload
            Options of mount(8), fstab and autofs are accepted; the mount is read-only whatever they say.

        Exit codes:
          0 mounted           2 options or configuration    3 permission        4 the kernel refused the mount
          9 cache directory  12 quota   14 control socket  15 signature        16 server or catalog
         21 already mounted here       22 tag or history   23 proxy discovery  24 workspace in use   25 revision blacklisted

        Example:
          cvmfs2 -o config=/etc/cvmfs/config.d/sft.cern.ch.conf sft.cern.ch /cvmfs/sft.cern.ch
        """;
}
