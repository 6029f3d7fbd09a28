using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Services;

/// <summary>A file that is about to be sent: its size when it was opened, and its path inside the repository.</summary>
internal sealed class OpenedFile(SafeFileHandle handle, long length, string path) : IDisposable
{
    public SafeFileHandle Handle => handle;

    public long Length => length;

    public ServedKind Kind { get; } = KindOf(path);

    /// <summary>Content type of formats §2.</summary>
    public string ContentType =>
        Name.StartsWith(".cvmfs", StringComparison.Ordinal) ? "application/x-cvmfs"
        : IsJson ? "application/json"
        : "application/octet-stream";

    /// <summary>How long a proxy may keep it (formats §2).</summary>
    public TimeSpan Lifetime =>
        IsJson || Name.StartsWith(".cvmfs", StringComparison.Ordinal) ? Limits.SignedFileLifetime : Limits.ObjectLifetime;

    private string Name => Path.GetFileName(path);

    private bool IsJson => path.EndsWith(".json", StringComparison.Ordinal);

    public void Dispose() => handle.Dispose();

    private static ServedKind KindOf(string path) => path switch
    {
        ".cvmfspublished" => ServedKind.Manifest,
        ".cvmfswhitelist" or ".cvmfswhitelist.pkcs7" => ServedKind.Whitelist,
        _ when !path.StartsWith("data/", StringComparison.Ordinal) => ServedKind.Other,
        _ => path[^1] switch
        {
            'C' => ServedKind.Catalog,
            'P' => ServedKind.Chunk,
            'X' => ServedKind.Certificate,
            'H' => ServedKind.History,
            'M' => ServedKind.MetaInfo,
            _ => ServedKind.Object,
        },
    };
}
