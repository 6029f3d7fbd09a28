using System.IO.Compression;
using CliWrap;
using CliWrap.Buffered;

namespace CernVM.Functional.Tools.Tests.Library;

/// <summary>The client as a library: its example reads a repository, and its package is complete.</summary>
public sealed class LibraryTests
{
    [Fact(Timeout = 120_000)]
    public async Task The_example_lists_and_reads_without_a_mount()
    {
        using var publisher = new Publisher();
        await publisher.CreateAsync();
        await publisher.ShellAsync($"""
            cd '{publisher.Source}'; mkdir -p dir nested; touch nested/.cvmfscatalog; echo hello > nested/file; ln -s ../nested/file dir/link
            ln -s /cvmfs/{Publisher.Repository}/dir/link back; ln -s /etc/passwd out; ln -s round round; setfattr -n user.colour -v red nested/file
            """);
        await publisher.RunAsync("sync", Publisher.Repository, publisher.Source);
        Task<string> ReadAsync(string path) => ExampleProgram.RunAsync(Arguments(publisher, path));

        Assert.Equal("hello\n", await ReadAsync("/nested/file"));
        Assert.Equal("hello\n", await ReadAsync("/dir/link"));
        Assert.Equal("hello\n", await ReadAsync("/back"));
        var listing = await ReadAsync("/nested");
        Assert.Contains("          6 file", listing, StringComparison.Ordinal);
        Assert.Contains("user.colour = red", listing, StringComparison.Ordinal);
        Assert.Contains("link -> ../nested/file", await ReadAsync("/dir"), StringComparison.Ordinal);
        foreach (var path in (string[])["/absent", "/out", "/round", "/nested/file/below"])
        {
            var result = await ExampleProgram.Command(Arguments(publisher, path)).ExecuteBufferedAsync();
            Assert.Equal(1, result.ExitCode);
            Assert.NotEmpty(result.StandardError);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task The_example_refuses_a_repository_that_another_key_signed()
    {
        using var publisher = new Publisher();
        await publisher.CreateAsync();
        await publisher.ShellAsync("openssl genrsa 2048 2>/dev/null | openssl rsa -pubout > other.pub 2>/dev/null");

        var result = await ExampleProgram.Command($"file://{publisher.Storage}", $"{publisher.Root}/other.pub", $"{publisher.Root}/library-cache", "/").ExecuteBufferedAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("not trusted", result.StandardError, StringComparison.Ordinal);
    }

    [Fact(Timeout = 600_000)]
    public async Task The_package_has_documentation_readme_and_symbols()
    {
        var folder = Directory.CreateTempSubdirectory("pack-").FullName;
        try
        {
            var packed = await Cli.Wrap("dotnet").WithArguments(["pack", Path.Combine(ExampleProgram.Root, "cvmfs/client"), "--output", folder, "--nologo", "--verbosity", "quiet"])
                .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(TestContext.Current.CancellationToken);
            Assert.True(packed.ExitCode == 0, packed.StandardOutput + packed.StandardError);
            using var package = ZipFile.OpenRead(Directory.GetFiles(folder, "CernVM.Cvmfs.Client.*.nupkg").Single());
            var names = package.Entries.Select(entry => entry.FullName).ToList();
            Assert.Contains("README.md", names);
            Assert.Contains("lib/net10.0/CernVM.Cvmfs.Client.dll", names);
            Assert.Contains("lib/net10.0/CernVM.Cvmfs.Client.xml", names);
            Assert.NotEmpty(Directory.GetFiles(folder, "*.snupkg"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string[] Arguments(Publisher publisher, string path) =>
        [$"file://{publisher.Storage}", $"{publisher.Keys}/{Publisher.Repository}.pub", $"{publisher.Root}/library-cache", path];
}
