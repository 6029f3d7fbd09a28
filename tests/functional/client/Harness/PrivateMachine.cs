namespace CernVM.Functional.Client.Tests.Harness;

/// <summary>
/// A machine as far as namespaces go, with processes, an <c>/etc</c>, a <c>/usr/sbin</c>, a <c>/dev/fuse</c> with udev's rights and a <c>/cvmfs</c> of its own, where the client is installed as a site has it: its
/// configuration in <c>/etc/cvmfs</c>, its helper where mount(8) looks. Shell scripts run in it; what they start and mount goes with them.
/// </summary>
internal sealed class PrivateMachine : IAsyncDisposable
{
    // On a site everybody may open /dev/fuse; in some containers only root may.
    private const string Prelude = """
        set -u
        sed -n 's/^[^ ]* [^ ]* [^ ]* [^ ]* \([^ ]*\) .* - fuse[^ ]* cvmfs2 .*/\1/p' /proc/self/mountinfo | while read -r place; do umount -l "$place"; done
        cd "$WORK"
        mount -t tmpfs none upper
        mknod -m 666 upper/fuse c 10 229 && mount --bind upper/fuse /dev/fuse
        for folder in etc usr/sbin; do
          mkdir -p "upper/$folder/up" "upper/$folder/work"
          mount -t overlay overlay -o "lowerdir=/$folder,upperdir=upper/$folder/up,workdir=upper/$folder/work" "/$folder"
        done
        mknod -m 666 upper/fuse c 10 229 && mount --bind upper/fuse /dev/fuse
        mount -t tmpfs none /cvmfs
        mount -t tmpfs none /var/lib/cvmfs
        grep -q ^cvmfs: /etc/group || echo cvmfs:x:64990: >>/etc/group
        grep -q ^cvmfs: /etc/passwd || echo "cvmfs:x:64990:$(sed -n 's/^cvmfs:[^:]*:\([0-9]*\):.*/\1/p' /etc/group)::/var/lib/cvmfs:/sbin/nologin" >>/etc/passwd
        mkdir -p run && mount --bind run /var/run/cvmfs
        rm -rf /etc/cvmfs && cp -a "$PACKAGING/etc/cvmfs" /etc/ && cp -a "$PACKAGING/etc/auto.cvmfs" /etc/
        mkdir -p /etc/cvmfs/default.d /etc/cvmfs/domain.d /etc/cvmfs/config.d /etc/cvmfs/keys/example.org
        cp "$KEY" /etc/cvmfs/keys/example.org/
        printf '#!/bin/sh\nexec "%s/mount.cvmfs" "$@"\n' "$BIN" >/usr/sbin/mount.cvmfs
        chmod 755 /usr/sbin/mount.cvmfs
        PATH=$BIN:$PATH
        printf 'CVMFS_SERVER_URL=%s\nCVMFS_KEYS_DIR=/etc/cvmfs/keys/example.org\n' "$URL" >/etc/cvmfs/domain.d/example.org.conf
        printf 'CVMFS_HTTP_PROXY=DIRECT\nCVMFS_REPOSITORIES=%s\nCVMFS_CACHE_BASE=%s/cache\n' "$FQRN" "$WORK" >/etc/cvmfs/default.local
        trap 'umount -l /cvmfs/* 2>/dev/null; true' EXIT
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("cvmfs-machine-").FullName;
    private readonly Dictionary<string, string> _environment;

    public PrivateMachine(Interop repository, string serverUrl)
    {
        Products.RequireMounting();
        repository.Require();
        foreach (var name in new[] { "upper", "run", "cache" })
            Directory.CreateDirectory(Path.Combine(_folder, name));
        File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        Directory.CreateDirectory("/cvmfs");
        Directory.CreateDirectory("/var/lib/cvmfs");
        Directory.CreateDirectory("/var/run/cvmfs");
        _environment = new Dictionary<string, string>
        {
            ["WORK"] = _folder,
            ["BIN"] = Path.GetDirectoryName(Products.Executable("cvmfs_config"))!,
            ["PACKAGING"] = Products.PackagingFolder,
            ["KEY"] = repository.PublicKey,
            ["URL"] = serverUrl,
            ["FQRN"] = repository.Fqrn,
        };
    }

    public string Folder => _folder;

    /// <summary>Runs a script to its end; errors stand between the output's lines.</summary>
    public Task<CommandResult> RunAsync(string script) =>
        Command.RunAsync("unshare", ["-m", "-p", "-f", "--kill-child", "--mount-proc", "--propagation", "private", "sh", "-c", $"{Prelude}\nexec 2>&1\n{script}"], _environment);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
