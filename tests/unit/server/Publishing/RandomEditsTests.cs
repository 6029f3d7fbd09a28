using CernVM.Cvmfs.Formats;
using CsCheck;

namespace CernVM.Cvmfs.Server.Tests.Publishing;

/// <summary>Whatever is done to a tree, publishing it twice shows exactly the tree, with counters and link counts as a recount finds them.</summary>
public sealed class RandomEditsTests
{
    private const int Rounds = 12;
    private static readonly string[] Names = ["a", "b", "c", ".hidden", "ä ö"];

    private static readonly Gen<string> GenPath = Gen.Int[0, Names.Length - 1].Select(index => Names[index]).Array[1, 4].Select(parts => string.Join('/', parts));

    private static readonly Gen<Edit> GenEdit = Gen.Select(Gen.Enum<EditKind>(), GenPath, GenPath, Gen.Int[0, 40], (kind, path, other, size) => new Edit(kind, path, other, size));

    private static readonly Gen<(Edit[] First, Edit[] Second)> GenEdits = Gen.Select(GenEdit.Array[0, 25], GenEdit.Array[0, 15]);

    private enum EditKind
    {
        WriteFile,
        MakeDirectory,
        Link,
        HardLink,
        Delete,
        Mark,
        ChangeMode,
    }

    [Fact(Timeout = 240_000)]
    public async Task Publishing_random_edits_shows_the_tree()
    {
        using var test = new TestRepository();
        await test.CreateAsync();
        var sample = 0;
        await GenEdits.SampleAsync(
            async edits =>
            {
                var at = $"/sample{sample++}";
                Directory.Delete(test.Tree, recursive: true);
                Directory.CreateDirectory(test.Tree);
                foreach (var round in new[] { edits.First, edits.Second })
                {
                    foreach (var edit in round)
                        Apply(test.Tree, edit);
                    await test.SyncAsync(at);
                    await CompareAsync(test, at);
                }
            },
            iter: Rounds,
            threads: 1);
    }

    private static async Task CompareAsync(TestRepository test, string at)
    {
        var published = await test.ReadAsync();
        var expected = Directory.EnumerateFileSystemEntries(test.Tree, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(path => $"{at}/{Path.GetRelativePath(test.Tree, path)}").Append(at).Order(StringComparer.Ordinal);
        Assert.Equal(expected, published.Paths.Where(path => path == at || path.StartsWith(at + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        foreach (var path in expected.Where(path => path != at))
        {
            var file = new FileInfo(Path.Combine(test.Tree, path[(at.Length + 1)..]));
            var row = published[path];
            if (file.LinkTarget is { } target)
            {
                Assert.Equal(target, RepositoryPath.Root.Combine(row.Symlink.Span).ToString()[1..]);
            }
            else if ((file.Attributes & FileAttributes.Directory) == 0)
            {
                Assert.Equal(File.ReadAllBytes(file.FullName), await published.ContentAsync(path));
                Assert.Equal((uint)file.UnixFileMode, row.Mode & 0xFFF);
            }
        }

        foreach (var marker in expected.Where(path => path.EndsWith("/.cvmfscatalog", StringComparison.Ordinal)))
            Assert.Contains(marker[..^"/.cvmfscatalog".Length], published.Catalogs);
        Assert.Equal(expected.Count(path => path.EndsWith("/.cvmfscatalog", StringComparison.Ordinal)), published.Catalogs.Count(path => path.StartsWith(at, StringComparison.Ordinal)));
    }

    // Edits that make no sense on the tree as it is (a file below a file and the like) do nothing.
    private static void Apply(string tree, Edit edit)
    {
        var path = Path.Combine(tree, edit.Path);
        var parent = Path.GetDirectoryName(path)!;
        try
        {
            Directory.CreateDirectory(parent);
            switch (edit.Kind)
            {
                case EditKind.WriteFile:
                    File.WriteAllText(path, new string((char)('a' + (edit.Size % 26)), edit.Size));
                    break;
                case EditKind.MakeDirectory:
                    Directory.CreateDirectory(path);
                    break;
                case EditKind.Link when !Path.Exists(path):
                    File.CreateSymbolicLink(path, $"target{edit.Size}");
                    break;
                case EditKind.HardLink when File.Exists(Path.Combine(tree, edit.Other)) && !Path.Exists(path):
                    HardLinks.Create(Path.Combine(tree, edit.Other), path);
                    break;
                case EditKind.Delete when Directory.Exists(path):
                    Directory.Delete(path, recursive: true);
                    break;
                case EditKind.Delete:
                    File.Delete(path);
                    break;
                case EditKind.Mark:
                    File.WriteAllText(Path.Combine(parent == tree ? path : parent, ".cvmfscatalog"), "");
                    break;
                case EditKind.ChangeMode when File.Exists(path):
                    File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | (UnixFileMode)(edit.Size % 8));
                    break;
                default:
                    break;
            }
        }
        catch (Exception impossible) when (impossible is IOException or UnauthorizedAccessException)
        {
            Assert.NotEmpty(impossible.Message);
        }
    }

    private sealed record Edit(EditKind Kind, string Path, string Other, int Size);
}
