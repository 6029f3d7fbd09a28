namespace CernVM.Cvmfs.Fuse.Session;

/// <summary>Who mounts.</summary>
public enum MountMethod
{
    /// <summary>Root by itself, a user through the helper.</summary>
    Automatic,

    /// <summary>This process, with mount(2).</summary>
    Kernel,

    /// <summary>fusermount3.</summary>
    Helper,
}

/// <summary>How a file system is mounted and served.</summary>
public sealed record FuseMountOptions
{
    /// <summary>Shown as the device: <c>cvmfs2</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Who mounts.</summary>
    public MountMethod Method { get; init; }

    /// <summary>Shown after <c>fuse.</c> as the type; null for plain fuse.</summary>
    public string? Subtype { get; init; }

    /// <summary>Other users than the one that mounts may use it.</summary>
    public bool AllowOther { get; init; } = true;

    /// <summary>The kernel checks permissions by mode, owner and group.</summary>
    public bool DefaultPermissions { get; init; } = true;

    /// <summary>Nothing can be written.</summary>
    public bool ReadOnly { get; init; } = true;

    /// <summary>Set-id programs have effect. Only root can mount so.</summary>
    public bool SetUid { get; init; }

    /// <summary>Device nodes can be opened. Only root can mount so.</summary>
    public bool Devices { get; init; }

    /// <summary>Largest READ in bytes; 0 leaves it to the kernel.</summary>
    public int MaxRead { get; init; }

    /// <summary>What is asked of the kernel.</summary>
    public FuseFeatureOptions Features { get; init; } = new();

    /// <summary>How many threads serve.</summary>
    public FuseWorkerOptions Workers { get; init; } = new();
}
