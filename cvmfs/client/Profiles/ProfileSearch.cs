using CernVM.Cvmfs.Client.Catalogs;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Profiles;

/// <summary>Looks for profiles in open catalogs, in every directory once.</summary>
internal sealed class ProfileSearch(RepositoryTree tree)
{
    private readonly Lock _gate = new();
    private readonly HashSet<RepositoryPath> _known = [];

    /// <summary>The profiles of a directory and of all above it that were not looked at yet, the topmost first.</summary>
    public IReadOnlyList<(RepositoryPath Anchor, RepositoryNode File)> Above(RepositoryPath directory)
    {
        List<(RepositoryPath, RepositoryNode)>? found = null;
        for (var place = directory; IsNew(place); place = place.Parent)
        {
            if (tree.Find(place.Combine(AccessProfile.FileName), out var file, out _) == TreeAnswer.Found && file!.Entry.IsRegular)
                (found ??= []).Insert(0, (place, file));
            if (place.IsRoot)
                break;
        }

        return found ?? [];
    }

    /// <summary>The bundle of a file, or null.</summary>
    public RepositoryNode? Bundle(RepositoryNode file)
    {
        var name = file.Entry.Name.Span;
        if (name.StartsWith(".cvmfs"u8))
            return null;
        var bundle = file.Parent.Combine([.. BundleReader.NamePrefix, .. name]);
        return tree.Find(bundle, out var found, out _) == TreeAnswer.Found && found!.Entry.IsRegular ? found : null;
    }

    /// <summary>Forgets which directories were looked at.</summary>
    public void Clear()
    {
        lock (_gate)
            _known.Clear();
    }

    // When a directory is known, so are those above it.
    private bool IsNew(RepositoryPath directory)
    {
        lock (_gate)
        {
            if (_known.Count >= ProfileLimits.KnownDirectories)
                _known.Clear();
            return _known.Add(directory);
        }
    }
}
