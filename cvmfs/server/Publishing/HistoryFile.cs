using System.Globalization;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.History;
using CernVM.Cvmfs.Formats.Manifests;
using CernVM.Cvmfs.Server.Catalogs;
using CernVM.Cvmfs.Server.Pipeline;
using CernVM.Cvmfs.Server.Repositories;

namespace CernVM.Cvmfs.Server.Publishing;

/// <summary>The repository's tags while they are being changed (formats §8.1).</summary>
internal sealed class HistoryFile : IDisposable
{
    private const string AutomaticPrefix = "generic";
    private const string TrunkDescription = "current HEAD";
    private const string PreviousDescription = "default undo target";

    private readonly RepositorySettings _settings;
    private readonly string _file;
    private readonly ContentHash _before;
    private readonly HistoryWriter _writer;

    private HistoryFile(RepositorySettings settings, string file, ContentHash before, HistoryWriter writer) =>
        (_settings, _file, _before, _writer) = (settings, file, before, writer);

    /// <summary>All tags.</summary>
    public IReadOnlyList<Tag> Tags => _writer.Read().Tags;

    /// <summary>Fetches the published tags, or starts without any.</summary>
    public static async Task<HistoryFile> OpenAsync(Repository repository, ContentHash? published, CancellationToken cancellationToken)
    {
        var settings = repository.Settings;
        var file = Path.Combine(settings.Spool.Temporary, $"history-{Guid.NewGuid():N}");
        if (published is not { IsNull: false } hash)
            return new HistoryFile(settings, file, ContentHash.Null(settings.Algorithm), HistoryWriter.Create(file, settings.Name));
        await using (var target = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.Read))
            await new ObjectReader(repository.Store).ReadAsync(new ObjectName(hash, ObjectKind.History), target, cancellationToken);
        return HistoryWriter.Open(file).TryGet(out var writer, out var error)
            ? new HistoryFile(settings, file, hash, writer)
            : throw new ServerException("SRV045", $"The tags of {settings.Name} cannot be changed: {error.Message}");
    }

    /// <summary>Whether there is a tag of that name.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>The tag of that name, or null.</summary>
    public Tag? Find(string name) => _writer.Read().TryFind(name, out var tag) ? tag : null;

    /// <summary>Refuses a name that cannot be given, or that means another state already.</summary>
    public void RequireFreeTag(string? name, ContentHash publishedRoot, bool mayMove = false)
    {
        if (name is null)
            return;
        if (!Tag.IsName(name) || name is Tag.Trunk or Tag.TrunkPrevious)
            throw new ServerException("SRV080", $"'{name}' cannot name a tag: use 1 to {Tag.MaxNameLength} characters without white space, other than {Tag.Trunk} and {Tag.TrunkPrevious}.");
        if (!mayMove && Find(name) is { } tag && tag.RootCatalog != publishedRoot)
            throw Taken(tag);
    }

    /// <summary>Refuses a name that is in use.</summary>
    public void RequireNoTag(string? name)
    {
        if (name is not null && Find(name) is { } tag)
            throw Taken(tag);
    }

    /// <summary>Adds or replaces a tag.</summary>
    public void Set(Tag tag) => _writer.Set(tag);

    /// <summary>Removes a tag; false when there was none.</summary>
    public bool Remove(string name) => _writer.Remove(name);

    /// <summary>Keeps the tags of a publish: outdated automatic ones go, trunk and trunk-previous move on, the new one comes.</summary>
    public void Publish(CommittedCatalog root, Manifest before, Revision revision, string? tag, string message, DateTimeOffset now)
    {
        RemoveOutdated(now);
        var state = new Tag { Name = Tag.Trunk, RootCatalog = root.Hash, Revision = revision, Timestamp = now, Size = root.Size, Description = TrunkDescription };
        if (revision != before.Revision)
        {
            var undo = Find(Tag.Trunk) ?? state with
            {
                RootCatalog = before.RootCatalog,
                Revision = before.Revision,
                Size = before.RootCatalogSize,
                Timestamp = before.PublishedAt ?? now,
            };
            Set(undo with { Name = Tag.TrunkPrevious, Description = PreviousDescription });
            Set(state);
        }

        if (tag is not null)
            Set((Find(Tag.Trunk) ?? state) with { Name = tag, Description = message });
        else if (_settings.MakesAutomaticTags)
            Set(state with { Name = AutomaticName(now), Description = message });
    }

    /// <summary>Keeps the tags of a rollback: those of later revisions go, the target and trunk name the new revision.</summary>
    public void RollBack(Tag target, CommittedCatalog root, Revision revision, DateTimeOffset now)
    {
        foreach (var tag in Tags.Where(tag => tag.Branch.Length == 0 && tag.Revision.Number > target.Revision.Number))
            Remove(tag.Name);
        var state = target with { RootCatalog = root.Hash, Revision = revision, Timestamp = now, Size = root.Size };
        Set(state);
        // The original keeps no undo target after a rollback, so that a second one needs a tag that somebody names.
        Remove(Tag.TrunkPrevious);
        Set(state with { Name = Tag.Trunk, Description = TrunkDescription });
    }

    /// <summary>Stores the tags.</summary>
    public async Task<ContentHash> StoreAsync(ObjectWriterPool writers, CancellationToken cancellationToken)
    {
        _writer.Commit(_before);
        return await writers.StoreFileAsync(_file, ObjectKind.History, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer.Dispose();
        File.Delete(_file);
    }

    private static ServerException Taken(Tag tag) =>
        new("SRV081", $"Tag '{tag.Name}' exists already (revision {tag.Revision.Number}); choose another name, or remove it first with 'tag -r {tag.Name}'.");

    private string AutomaticName(DateTimeOffset now)
    {
        var time = now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var name = $"{AutomaticPrefix}-{time}";
        for (var i = 1; Has(name); i++)
            name = $"{AutomaticPrefix}_{i}-{time}";
        return name;
    }

    private void RemoveOutdated(DateTimeOffset now)
    {
        if (_settings.AutomaticTagLifetime is not { } lifetime)
            return;
        foreach (var tag in Tags)
        {
            var isAutomatic = tag.Name.StartsWith($"{AutomaticPrefix}-", StringComparison.Ordinal) || tag.Name.StartsWith($"{AutomaticPrefix}_", StringComparison.Ordinal);
            if (isAutomatic && tag.Timestamp < now - lifetime)
                Remove(tag.Name);
        }
    }
}
