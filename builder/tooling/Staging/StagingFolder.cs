using CernVM.Builder.Tooling.Diagnostics;
using CernVM.Builder.Tooling.Processes;

namespace CernVM.Builder.Tooling.Staging;

/// <summary>
/// A folder <c>.staging-NAME</c> beside the final one, on the same file system, where a result grows until one rename gives
/// it its final name. What a killed run left there, mounts included, is removed when the next run opens the folder.
/// A lock file keeps two runs apart.
/// </summary>
public sealed class StagingFolder : IAsyncDisposable
{
    private const int DeleteAttempts = 20;
    private static readonly TimeSpan s_deletePause = TimeSpan.FromMilliseconds(250);
    private readonly FileStream _lock;
    private readonly string _output;

    private StagingFolder(string output, string path, FileStream lockFile)
    {
        _output = output;
        Path = path;
        _lock = lockFile;
    }

    /// <summary>The folder, empty at the beginning.</summary>
    public string Path { get; }

    /// <summary>Opens the staging folder of a name and cleans what was left in it.</summary>
    /// <exception cref="BuildFailureException">Another run works on the same name, or left-overs cannot be removed.</exception>
    public static async Task<StagingFolder> OpenAsync(string output, string name, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(output);
            var lockFile = Lock(System.IO.Path.Combine(output, $".lock-{name}"), name);
            var folder = new StagingFolder(output, System.IO.Path.Combine(output, $".staging-{name}"), lockFile);
            await folder.CleanAsync(cancellation).ConfigureAwait(false);
            Directory.CreateDirectory(folder.Path);
            return folder;
        }
        catch (UnauthorizedAccessException error)
        {
            throw new BuildFailureException(FailureKind.Environment, $"'{output}' cannot be written: {error.Message} Choose another --output.", error);
        }
    }

    /// <summary>Gives a folder of the staging area its final name; what had the name before is replaced.</summary>
    public void Publish(string entry, string finalName)
    {
        var source = System.IO.Path.Combine(Path, entry);
        var target = System.IO.Path.Combine(_output, finalName);
        if (File.Exists(source))
        {
            File.Move(source, target, overwrite: true);
            return;
        }

        if (Directory.Exists(target))
            Directory.Move(target, System.IO.Path.Combine(Path, ".replaced"));
        Directory.Move(source, target);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            await CleanAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            await _lock.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static FileStream Lock(string file, string name)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (error is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
        {
            throw new BuildFailureException(FailureKind.Environment, $"another run is making '{name}' here ({file} is locked): wait for it or end it", error);
        }
    }

    private async Task CleanAsync(CancellationToken cancellation)
    {
        if (!Directory.Exists(Path))
            return;
        foreach (var point in MountTable.Below(Path, await File.ReadAllTextAsync("/proc/self/mountinfo", cancellation).ConfigureAwait(false)))
            await Tool.RequireAsync(new ToolCall("umount", ["--lazy", point]), $"unmounting {point}, left by a run before", cancellation).ConfigureAwait(false);
        if (MountTable.Below(Path, await File.ReadAllTextAsync("/proc/self/mountinfo", cancellation).ConfigureAwait(false)) is [var still, ..])
            throw new BuildFailureException(FailureKind.Environment, $"'{still}' is still mounted: unmount it and try again");
        await DeleteAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Programs of a run that was just killed may write until the kernel has ended them all.</summary>
    private async Task DeleteAsync(CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
                return;
            }
            catch (IOException) when (attempt < DeleteAttempts)
            {
                await Task.Delay(s_deletePause, cancellation).ConfigureAwait(false);
            }
        }
    }
}
