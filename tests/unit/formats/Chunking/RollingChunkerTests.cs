using CernVM.Cvmfs.Formats.Chunking;
using CsCheck;

namespace CernVM.Cvmfs.Formats.Tests.Chunking;

public sealed class RollingChunkerTests
{
    private static readonly ChunkingParameters Small = new(64, 128, 512);

    [Fact(Timeout = 60_000)]
    public void Cuts_follow_the_rule_and_do_not_depend_on_the_pieces() =>
        Gen.Select(Gen.Byte.Array[0, 6000], Gen.Int[1, 700]).Sample((file, piece) =>
        {
            var expected = ByTheBook(file, Small);
            return RollingChunker.Cuts(file, Small).SequenceEqual(expected) && InPieces(file, piece).SequenceEqual(expected);
        });

    [Fact]
    public void Zeros_are_cut_at_the_maximum() => Assert.Equal([512L, 1024L], RollingChunker.Cuts(new byte[1536], Small));

    [Fact]
    public void A_file_of_the_minimum_stays_whole() => Assert.Empty(RollingChunker.Cuts(new byte[64], Small));

    [Fact]
    public void A_file_of_the_maximum_stays_whole() => Assert.Empty(RollingChunker.Cuts(new byte[512], Small));

    [Fact]
    public void The_wrapped_value_is_a_hit()
    {
        // 32 bits of ones: every byte sets the lowest bit, and the parity of what was shifted in keeps the others set.
        var data = new byte[200];
        data.AsSpan().Fill(1);
        var rolling = 0u;
        for (var i = 0; i < 32; i++)
            rolling = (rolling << 1) ^ 1;

        Assert.Equal(uint.MaxValue, rolling);
        Assert.Equal([64L, 128L, 192L], RollingChunker.Cuts(data, Small));
    }

    [Theory]
    [InlineData(31, 64, 128)]
    [InlineData(64, 64, 128)]
    [InlineData(64, 128, 128)]
    public void Sizes_must_fit_together(int minimum, int average, int maximum) =>
        Assert.Throws<ArgumentException>(() => new ChunkingParameters(minimum, average, maximum));

    /// <summary>The rule as it is written down (formats §6), one byte at a time.</summary>
    private static List<long> ByTheBook(byte[] file, ChunkingParameters sizes)
    {
        var cuts = new List<long>();
        var threshold = 4294967295 / (uint)sizes.Average;
        long last = 0;
        var rolling = 0u;
        for (long i = 0; i < file.Length && file.Length > sizes.Minimum; i++)
        {
            if (i == last + sizes.Maximum)
            {
                cuts.Add(i);
                last = i;
                rolling = 0;
            }

            if (i < last + sizes.Minimum - 32)
                continue;
            rolling = (rolling << 1) ^ file[i];
            var distance = unchecked((int)(rolling - 2147483647u));
            if (i < last + sizes.Minimum || (distance == int.MinValue ? long.MinValue : Math.Abs((long)distance)) >= threshold)
                continue;
            cuts.Add(i);
            last = i;
            rolling = 0;
        }

        return cuts;
    }

    private static List<long> InPieces(byte[] file, int piece)
    {
        var cuts = new List<long>();
        var chunker = new RollingChunker(Small);
        for (var start = 0; start < file.Length; start += piece)
        {
            var rest = file.AsSpan(start, Math.Min(piece, file.Length - start));
            while (!rest.IsEmpty)
            {
                if (chunker.TryFindCut(rest, out var consumed, out var cut))
                    cuts.Add(cut);
                rest = rest[consumed..];
            }
        }

        return cuts;
    }
}
