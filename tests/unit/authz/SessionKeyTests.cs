namespace CernVM.Cvmfs.Authz.Tests;

public sealed class SessionKeyTests
{
    private const string Fields = "S 1 2 42 34816 7 4194304 1 2 3 4 5 6 7 8 20 0 1 0 98765 0 0";

    [Theory]
    [InlineData("7 (bash) " + Fields)]
    [InlineData("7 (a) b) (c) " + Fields)]
    public void The_session_and_the_birth_are_found_behind_any_name(string text) => Assert.Equal((42, 98765UL), SessionKey.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("7 (bash) S 1 2")]
    [InlineData("7 (bash) S 1 2 x 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 2")]
    public void Anything_else_is_none(string text) => Assert.Null(SessionKey.Parse(text));

    [Fact]
    public void Two_looks_at_this_process_agree_and_users_differ()
    {
        var key = SessionKey.Of(Environment.ProcessId, 1, 2);
        Assert.NotNull(key);
        Assert.Equal(key, SessionKey.Of(Environment.ProcessId, 1, 2));
        Assert.NotEqual(key, SessionKey.Of(Environment.ProcessId, 3, 2));
        Assert.Null(SessionKey.Of(int.MaxValue, 1, 2));
    }
}
