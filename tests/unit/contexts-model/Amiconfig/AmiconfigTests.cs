namespace CernVM.Contexts.Model.Tests.Amiconfig;

public sealed class AmiconfigTests
{
    [Fact]
    public void Mistakes_have_places_and_show_no_password()
    {
        var document = Documents.Read("[amiconfig]\nplugins = cernvm\n[CernVM]\nusers = a:b:hunter2, 9:x:hunter2\nSHELL = sh\nedition=Desktop\nservics=x\n[unknown]\nno equals\n");

        Assert.Equal(["AM003 4:9", "AM003 5:9", "AM004 6:1", "AM004 7:1", "AM001 8:1", "AM002 9:1"], document.Places());
        Assert.DoesNotContain(document.Diagnostics, d => d.Message.Contains("hunter2", StringComparison.Ordinal));
        Assert.Equal("a", Assert.Single(document.Amiconfig!.Cernvm!.Users).Name);
        Assert.DoesNotContain("hunter2", document.Amiconfig.Cernvm.Users[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_section_without_its_plugin_has_no_effect_and_says_so()
    {
        var document = Documents.Read("[cernvm]\nshell=/bin/sh\n");
        Assert.Null(document.Amiconfig!.Cernvm);
        Assert.Equal("AM005", Assert.Single(document.Diagnostics).Id);
    }

    [Theory]
    [InlineData("[hostname]\nhostname=a\n", true)]
    [InlineData("[amiconfig]\nplugins=cernvm\n", false)]
    [InlineData("[amiconfig]\nplugins=cernvm rootsshkeys\n", true)]
    [InlineData("[amiconfig]\ndisabled_plugins=rootsshkeys\n", false)]
    public void Root_keys_are_the_only_plugin_that_acts_unasked(string text, bool enabled)
    {
        var document = Documents.Read(text).Amiconfig!;
        Assert.Equal(enabled, document.IsEnabled("rootsshkeys"));
        Assert.False(document.IsEnabled("condor"));
    }

    [Fact]
    public void Values_may_go_on_over_indented_lines()
    {
        var document = Documents.Read("; comment\n[amiconfig]\nplugins: cernvm\n[cernvm]\nservices = a,\n  b\n").Amiconfig!;
        Assert.Equal(["a", "b"], document.Cernvm!.Services);
    }
}
