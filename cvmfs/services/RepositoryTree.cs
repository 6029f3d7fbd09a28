using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Services;

/// <summary>
/// Maps the path of a request to a file that may be served: below <c>/cvmfs/</c>, a regular file, inside its repository's folder also
/// after symbolic links are followed, and not in the uploader's staging area <c>data/txn</c> (formats §2).
/// </summary>
internal sealed class RepositoryTree
{
    private const string UrlPrefix = "/cvmfs/";
    private readonly string _root;
    private readonly bool _singleRepository;

    public RepositoryTree(string root)
    {
        _root = RealPath.Of(Path.GetFullPath(root));
        _singleRepository = File.Exists(Path.Combine(_root, ".cvmfspublished"));
    }

    /// <summary>Opens the file behind a decoded request path; null when there is nothing that may be served.</summary>
    public OpenedFile? Open(string path)
    {
        if (!TrySplit(path, out var repository, out var rest) || IsHidden(rest))
            return null;
        var folder = _singleRepository ? _root : Path.Combine(_root, repository);
        var info = new FileInfo(Path.Combine(folder, rest));
        try
        {
            return info.Exists ? OpenInside(folder, info.FullName, rest) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Vanished between the two calls (garbage collection), or not readable: the same answer as "never there".
            return null;
        }
    }

    private static bool TrySplit(string path, out string repository, out string rest)
    {
        repository = rest = "";
        if (!path.StartsWith(UrlPrefix, StringComparison.Ordinal))
            return false;
        var slash = path.IndexOf('/', UrlPrefix.Length);
        if (slash < 0 || slash == path.Length - 1)
            return false;
        repository = path[UrlPrefix.Length..slash];
        rest = path[(slash + 1)..];
        return IsRepositoryName(repository) && rest.Split('/').All(IsPlainName);
    }

    private static bool IsRepositoryName(string name) => IsPlainName(name) && RepositoryName.TryParse(name, out _);

    private static bool IsPlainName(string name) => name.Length > 0 && name is not ("." or "..") && !name.Contains('\0', StringComparison.Ordinal);

    private static bool IsHidden(string rest) => rest.StartsWith("data/txn/", StringComparison.Ordinal);

    private static OpenedFile? OpenInside(string folder, string path, string rest)
    {
        var handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var real = RealPath.Of(handle);
        var inside = RealPath.Of(folder) + "/";
        if (real.StartsWith(inside, StringComparison.Ordinal) && !IsHidden(real[inside.Length..]))
            return new OpenedFile(handle, RandomAccess.GetLength(handle), rest);
        handle.Dispose();
        return null;
    }
}
