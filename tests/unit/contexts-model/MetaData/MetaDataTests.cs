using System.Text;
using CernVM.Contexts.Model.Diagnostics;
using CernVM.Contexts.Model.MetaData;

namespace CernVM.Contexts.Model.Tests.MetaData;

public sealed class MetaDataTests
{
    private const string Key = Documents.Ed25519;

    [Theory]
    [InlineData($"instance-id: i-1\nlocal-hostname: vm1\npublic-keys:\n  - {Key}\n")]
    [InlineData($"instance-id: i-1\nlocal-hostname: vm1\npublic-keys: {Key}\n")]
    [InlineData($"instance-id: i-1\nlocal-hostname: vm1\npublic-keys:\n  mykey: {Key}\n")]
    [InlineData($$"""{"instance-id": "i-1", "local-hostname": "vm1", "public-keys": {"0": { "openssh-key": "{{Key}}" } }, "dsmode": "net"}""")]
    public void Both_notations_and_all_shapes_of_keys_are_read(string text)
    {
        var diagnostics = new DiagnosticBag();
        var data = MetaDataReader.Read(Encoding.UTF8.GetBytes(text), "meta-data", diagnostics);
        Assert.Empty(diagnostics.ToList());
        Assert.Equal("i-1", data.InstanceId);
        Assert.Equal("vm1", data.LocalHostName);
        Assert.Equal(Key, Assert.Single(data.PublicKeys).Line);
    }

    [Theory]
    [InlineData("instance-id: ../../etc\n", 1, 14)]
    [InlineData("instance-id: ..\n", 1, 14)]
    [InlineData("local-hostname: a b\n", 1, 17)]
    public void Values_that_would_do_harm_are_refused(string text, int line, int column)
    {
        var diagnostics = new DiagnosticBag();
        var data = MetaDataReader.Read(Encoding.UTF8.GetBytes(text), "meta-data", diagnostics);
        Assert.Null(data.InstanceId);
        var finding = Assert.Single(diagnostics.ToList());
        Assert.Equal((line, column), (finding.Line, finding.Column));
    }
}
