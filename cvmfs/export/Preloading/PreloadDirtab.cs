using CernVM.Cvmfs.Client;

namespace CernVM.Cvmfs.Export.Preloading;

/// <summary>The selection of a run, and the copy of it that the last complete run left in the cache as <c>dirtab.&lt;fqrn&gt;</c>.</summary>
internal sealed class PreloadDirtab
{
    private readonly string _copy;
    private readonly byte[] _text;

    private PreloadDirtab(string copy, byte[] text, PreloadSelection? selection)
    {
        _copy = copy;
        _text = text;
        Selection = selection;
        HasChanged = !File.Exists(copy) || !File.ReadAllBytes(copy).AsSpan().SequenceEqual(text);
    }

    /// <summary>What to take, or null for everything.</summary>
    public PreloadSelection? Selection { get; }

    /// <summary>Whether the last complete run had another one.</summary>
    public bool HasChanged { get; }

    public static ClientResult<PreloadDirtab> Load(PreloadOptions options)
    {
        var copy = Path.Combine(options.CacheDirectory, $"dirtab.{options.Repository}");
        try
        {
            if (options.DirtabFile is not { } file)
                return new PreloadDirtab(copy, [], null);
            var text = File.ReadAllBytes(file);
            return PreloadSelection.Parse(text, out var errors) is { } selection
                ? new PreloadDirtab(copy, text, selection)
                : new ClientFailure(ClientFailureKind.Options, $"{file}: {string.Join(" ", errors.Select(error => error.ToString()))}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new ClientFailure(ClientFailureKind.Options, $"The dirtab cannot be read: {failure.Message}");
        }
    }

    /// <summary>Keeps the selection for the next run to compare with.</summary>
    public void Remember()
    {
        if (HasChanged)
            File.WriteAllBytes(_copy, _text);
    }
}
