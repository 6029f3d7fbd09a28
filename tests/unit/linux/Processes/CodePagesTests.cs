using CernVM.Cvmfs.Linux.Processes;

namespace CernVM.Cvmfs.Linux.Tests.Processes;

public sealed class CodePagesTests
{
    [Theory]
    [InlineData("00401000-01a0f000 r-xp 00001000 fe:00 123 /usr/bin/cvmfs", true)]
    [InlineData("00401000-01a0f000 rwxp 00001000 fe:00 123 /usr/bin/cvmfs", false)]
    [InlineData("00401000-01a0f000 r--p 00001000 fe:00 123 /usr/bin/cvmfs", false)]
    [InlineData("7ffd1000-7ffd2000 r-xp 00000000 00:00 0 [vdso]", false)]
    [InlineData("01a0f000-00401000 r-xp 00001000 fe:00 123 /usr/bin/cvmfs", false)]
    [InlineData("nonsense", false)]
    [InlineData("", false)]
    public void Only_code_of_files_that_nobody_can_write_counts(string line, bool counts)
    {
        Assert.Equal(counts, CodePages.TryParse(line, out var start, out var length));
        if (counts)
            Assert.Equal((0x401000ul, 0x160E000ul), (start, length));
    }

    [Fact]
    public void The_process_goes_on_without_its_pages()
    {
        CodePages.Release();

        Assert.Equal(4, new string('x', 4).Length);
    }
}
