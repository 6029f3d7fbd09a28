using CsCheck;

namespace CernVM.Cvmfs.Formats.Tests;

/// <summary>Valid bytes with some of them changed, cut or doubled: what a broken or hostile server sends.</summary>
internal static class Mutations
{
    public static Gen<byte[]> Of(byte[] valid) =>
        Gen.Select(Gen.Int[0, valid.Length], Gen.Int[0, valid.Length], Gen.Byte.Array[0, 8], Gen.Int[0, 3], (from, to, noise, kind) => kind switch
        {
            0 => Overwrite(valid, Math.Min(from, to), noise),
            1 => valid[..from],
            2 => [.. valid[..from], .. noise, .. valid[from..]],
            _ => [.. valid[..Math.Max(from, to)], .. valid[Math.Min(from, to)..]],
        });

    private static byte[] Overwrite(byte[] valid, int from, byte[] noise)
    {
        var copy = (byte[])valid.Clone();
        noise.AsSpan(0, Math.Min(noise.Length, copy.Length - from)).CopyTo(copy.AsSpan(from));
        return copy;
    }
}
