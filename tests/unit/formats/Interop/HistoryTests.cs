using System.Globalization;
using System.Text.Json;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.History;
using CernVM.Cvmfs.Formats.MetaInfo;

namespace CernVM.Cvmfs.Formats.Tests.Interop;

/// <summary>Tag databases, reflogs and meta info of the original.</summary>
public sealed class HistoryTests
{
    public static TheoryData<string> Names => InteropRepository.Names;

    [Theory(Timeout = 60_000)]
    [InlineData("tagged")]
    [InlineData("garbage")]
    public void Tags_are_those_that_the_original_lists(string name)
    {
        using var repository = InteropRepository.Open(name);
        var tags = HistoryReader.Read(repository.Unpack(repository.Manifest.History!.Value, ObjectKind.History)).Value;

        var lines = tags.Tags.Select(tag => string.Create(
            CultureInfo.InvariantCulture,
            $"{tag.Name} {tag.RootCatalog} {tag.Size} {tag.Revision} {tag.Timestamp.ToUnixTimeSeconds()} {(tag.Branch.Length == 0 ? "(default)" : tag.Branch)} {tag.Description}").TrimEnd());

        Assert.Equal(repository.Fqrn, tags.Repository);
        Assert.Equal(File.ReadLines(repository.Beside("tags.machine.txt")).Select(line => line.TrimEnd()).Order(StringComparer.Ordinal), lines.Order(StringComparer.Ordinal));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Names))]
    public void The_reflog_knows_what_the_manifest_names(string name)
    {
        using var repository = InteropRepository.Open(name);
        var file = repository.InRepository(".cvmfsreflog");
        var reflog = ReflogReader.Read(file).Value;
        var manifest = repository.Manifest;

        Assert.Equal(repository.Fqrn, reflog.Repository);
        Assert.Equal(manifest.Reflog, ContentHash.Compute(manifest.RootCatalog.Algorithm, File.ReadAllBytes(file)));
        Assert.Contains(reflog.Entries, entry => entry.Kind == ReflogEntryKind.RootCatalog && entry.Hash == manifest.RootCatalog);
        Assert.Contains(reflog.Entries, entry => entry.Kind == ReflogEntryKind.Certificate && entry.Hash == manifest.Certificate);
        Assert.Contains(reflog.Entries, entry => entry.Kind == ReflogEntryKind.History && entry.Hash == manifest.History);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Names))]
    public void Meta_info_keeps_every_key(string name)
    {
        using var repository = InteropRepository.Open(name);
        Assert.SkipWhen(repository.Manifest.MetaInfo is null, "This repository has no meta info.");
        var json = repository.ReadObject(repository.Manifest.MetaInfo!.Value, ObjectKind.MetaInfo);

        var again = RepositoryMetaInfo.Parse(json).Value.ToJson();

        using var before = JsonDocument.Parse(json);
        using var after = JsonDocument.Parse(again);
        Assert.True(JsonElement.DeepEquals(before.RootElement, after.RootElement));
    }
}
