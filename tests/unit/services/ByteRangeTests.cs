using CsCheck;

namespace CernVM.Cvmfs.Services.Tests;

public class ByteRangeTests
{
    [Fact]
    public void Every_pair_inside_the_file_is_that_part() =>
        Gen.Select(Gen.Long[0, 1_000_000], Gen.Long[0, 1_000_000]).Sample((a, b) =>
        {
            var (first, last) = (Math.Min(a, b), Math.Max(a, b));
            var range = ByteRange.Parse($"bytes={first}-{last}", 1_000_001);
            return range == new ByteRange(RangeOutcome.Part, first, last - first + 1);
        });

    [Fact]
    public void No_text_leads_outside_the_file() =>
        Gen.Select(Gen.String[Gen.Char["bytes=0123456789-, +x"], 0, 40], Gen.Long[0, 1000]).Sample((text, length) =>
        {
            var range = ByteRange.Parse("bytes=" + text, length);
            return range.Offset >= 0 && range.Length >= 0 && range.Offset + range.Length <= length;
        });
}
