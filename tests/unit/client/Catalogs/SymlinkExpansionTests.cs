using System.Text;
using CernVM.Cvmfs.Client.Catalogs;

namespace CernVM.Cvmfs.Client.Tests.Catalogs;

public sealed class SymlinkExpansionTests
{
    [Theory]
    [InlineData("plain/target", "plain/target")]
    [InlineData("$(SET)", "value")]
    [InlineData("a/$(SET)/b/$(SET)", "a/value/b/value")]
    [InlineData("x$(UNSET)y", "xy")]
    [InlineData("$(UNSET:-else)", "else")]
    [InlineData("$(EMPTY:-else)", "")]
    [InlineData("$(SET:-else)", "value")]
    [InlineData("x$()y", "xy")]
    [InlineData("a$(NOPE", "a$(NOPE")]
    [InlineData("$(SET)$(NOPE", "value$(NOPE")]
    public void Variables_are_replaced(string target, string expected)
    {
        var result = SymlinkExpansion.Expand(Encoding.UTF8.GetBytes(target), name => name switch
        {
            "SET" => "value",
            "EMPTY" => "",
            _ => null,
        });
        Assert.Equal(expected, Encoding.UTF8.GetString(result.Span));
    }
}
