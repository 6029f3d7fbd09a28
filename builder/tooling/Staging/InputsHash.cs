using System.Security.Cryptography;
using System.Text;

namespace CernVM.Builder.Tooling.Staging;

/// <summary>SHA-256 over labelled inputs: two runs with the same value make the same result.</summary>
public sealed class InputsHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Adds a labelled text. Lengths are hashed too, so that neighbours cannot run into each other.</summary>
    public InputsHash Add(string label, string value)
    {
        Append(label);
        Append(value);
        return this;
    }

    /// <summary>Adds the content of a file.</summary>
    public async Task<InputsHash> AddFileAsync(string label, string file, CancellationToken cancellation)
    {
        using var stream = File.OpenRead(file);
        var digest = await SHA256.HashDataAsync(stream, cancellation).ConfigureAwait(false);
        return Add(label, Convert.ToHexStringLower(digest));
    }

    /// <summary>The value, 64 hexadecimal digits.</summary>
    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    /// <inheritdoc />
    public void Dispose() => _hash.Dispose();

    private void Append(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        _hash.AppendData(BitConverter.GetBytes((long)bytes.Length));
        _hash.AppendData(bytes);
    }
}
