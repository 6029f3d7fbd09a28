namespace CernVM.Fuzz;

/// <summary>Changes valid inputs a little: bits, numbers at the edge, pieces removed, doubled or taken from another input.</summary>
internal sealed class Mutator(IReadOnlyList<byte[]> corpus, Random random, int longest)
{
    private const int MostChanges = 6;
    private static readonly byte[] Edges = [0, 1, 0x7f, 0x80, 0xff, (byte)'\n', (byte)'"', (byte)'/', (byte)'-'];

    public byte[] Next()
    {
        var bytes = (byte[])corpus[random.Next(corpus.Count)].Clone();
        for (var count = random.Next(1, MostChanges + 1); count > 0; count--)
            bytes = Change(bytes);
        return bytes.Length <= longest ? bytes : bytes[..longest];
    }

    private byte[] Change(byte[] bytes)
    {
        if (bytes.Length == 0)
            return [(byte)random.Next(256)];
        var at = random.Next(bytes.Length);
        var length = random.Next(Math.Min(bytes.Length - at, 64) + 1);
        switch (random.Next(7))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                bytes[at] = Edges[random.Next(Edges.Length)];
                return bytes;
            case 2:
                bytes.AsSpan(at, length).Fill(Edges[random.Next(Edges.Length)]);
                return bytes;
            case 3:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 4:
                return [.. bytes[..(at + length)], .. bytes[at..]];
            case 5:
                var other = corpus[random.Next(corpus.Count)];
                return [.. bytes[..at], .. other[random.Next(other.Length + 1)..]];
            default:
                random.NextBytes(bytes.AsSpan(at, Math.Min(length, 8)));
                return bytes;
        }
    }
}
