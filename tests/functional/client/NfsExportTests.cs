using CernVM.Functional.Client.Tests.Harness;

namespace CernVM.Functional.Client.Tests;

/// <summary>What an NFS server needs: file handles that outlive the kernel's memory and a restart (open_by_handle_at(2) is what nfsd does).</summary>
public class NfsExportTests
{
    // Prints the handle of a path as hexadecimal digits, or reads the file behind a handle on a mount.
    private const string Handles = """
        import ctypes, hashlib, os, stat, sys
        libc = ctypes.CDLL(None, use_errno=True)
        class Handle(ctypes.Structure):
            _fields_ = [("bytes", ctypes.c_uint), ("type", ctypes.c_int), ("data", ctypes.c_ubyte * 128)]
        def check(code):
            if code < 0: sys.exit(os.strerror(ctypes.get_errno()))
            return code
        handle = Handle(bytes=128)
        if sys.argv[1] == "name":
            mount = ctypes.c_int()
            check(libc.name_to_handle_at(-100, sys.argv[2].encode(), ctypes.byref(handle), ctypes.byref(mount), 0))
            print(handle.type, bytes(handle.data[:handle.bytes]).hex())
        else:
            data = bytes.fromhex(sys.argv[4])
            handle.bytes, handle.type = len(data), int(sys.argv[3])
            handle.data[:len(data)] = data
            mount = os.open(sys.argv[2], os.O_RDONLY)
            file = check(libc.open_by_handle_at(mount, ctypes.byref(handle), os.O_RDONLY))
            status = os.fstat(file)
            content = os.listdir(file) if stat.S_ISDIR(status.st_mode) else hashlib.sha256(os.pread(file, status.st_size, 0)).hexdigest()
            print(status.st_ino, content)
        """;

    [Fact(Timeout = 120_000)]
    public async Task Handles_and_inodes_stay_valid_after_a_restart()
    {
        Interop.Basic.Require();
        await using var server = RepositoryServer.Start(Interop.Basic.Storage);
        await using var mount = new MountedRepository(Interop.Basic, server.Url, null, "CVMFS_NFS_SOURCE=yes");
        await mount.MountAsync();
        var inodes = await InodesAsync(mount);
        string[] paths = ["/README", "/big/random-300k", "/hardlinks/nested/n1", "/deep/l00/l01"];
        var handles = new List<string>();
        foreach (var path in paths)
            handles.Add((await Command.RequireAsync("python3", "-c", Handles, "name", mount.MountPoint + path)).Trim());

        await mount.UnmountAsync();
        await mount.MountAsync();

        for (var index = 0; index < paths.Length; index++)
        {
            var opened = await Command.RequireAsync("python3", ["-c", Handles, "open", mount.MountPoint, .. handles[index].Split(' ')]);
            Assert.Contains($"{paths[index][1..]} {opened.Split(' ')[0]}\n", inodes, StringComparison.Ordinal);
            if (Interop.Basic.Expected()[paths[index]].Sha256 is { Length: > 1 } hash)
                Assert.EndsWith(hash + "\n", opened, StringComparison.Ordinal);
        }
        Assert.Equal(inodes, await InodesAsync(mount));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_handle_that_was_never_given_is_stale()
    {
        Interop.Basic.Require();
        await using var server = RepositoryServer.Start(Interop.Basic.Storage);
        await using var mount = new MountedRepository(Interop.Basic, server.Url, null, "CVMFS_NFS_SOURCE=yes");
        await mount.MountAsync();
        var given = (await Command.RequireAsync("python3", "-c", Handles, "name", mount.MountPoint + "/README")).Trim().Split(' ');

        // FILEID_INO64_GEN of fs/fuse/inode.c: the inode's upper half, its lower half, the generation.
        var other = given[1][..8] + "ffffff7f" + given[1][16..];
        var result = await Command.RunAsync("python3", "-c", Handles, "open", mount.MountPoint, given[0], other);

        Assert.Contains("Stale file handle", result.Errors, StringComparison.Ordinal);
    }

    private static async Task<string> InodesAsync(MountedRepository mount) =>
        await Command.RequireAsync("find", mount.MountPoint, "-xdev", "-not", "-type", "l", "-printf", "%P %i\n");
}
