using CernVM.Contexts.Agent.Accounts;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Contexts.Agent.Tests.Accounts;

public sealed class AccountFilesTests : IDisposable
{
    private readonly TrialGuest _guest = new();

    public void Dispose() => _guest.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task Another_program_that_holds_the_lock_is_waited_for_but_not_for_ever()
    {
        using var other = _guest.Root.OpenForLock("/etc/.pwd.lock");
        Assert.True(other.TryLockRange(exclusive: true, 0, 0).IsOk);
        var change = new AccountFiles(_guest.Root, _guest.Clock).ChangeAsync(t => t.EnsureGroup("g", false), TestContext.Current.CancellationToken);
        Assert.False(change.IsCompleted);

        while (!change.IsCompleted)
            _guest.Clock.Advance(TimeSpan.FromSeconds(1));
        var error = await Assert.ThrowsAsync<IOException>(() => change);
        Assert.Contains("/etc/.pwd.lock", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("g:x:", _guest.Text("/etc/group"), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_lock_that_is_given_back_lets_the_change_go_on()
    {
        Task change;
        using (var other = _guest.Root.OpenForLock("/etc/.pwd.lock"))
        {
            Assert.True(other.TryLockRange(exclusive: true, 0, 0).IsOk);
            change = new AccountFiles(_guest.Root, _guest.Clock).ChangeAsync(t => t.EnsureGroup("g", false), TestContext.Current.CancellationToken);
        }

        while (!change.IsCompleted)
            _guest.Clock.Advance(TimeSpan.FromMilliseconds(100));
        await change;
        Assert.Contains("g:x:1000:\n", _guest.Text("/etc/group"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_without_changes_are_not_touched()
    {
        var before = _guest.Snapshot();
        await new AccountFiles(_guest.Root, _guest.Clock).ChangeAsync(_ => { }, TestContext.Current.CancellationToken);
        File.Delete(_guest.Real("/etc/.pwd.lock"));
        Assert.Equal(before, _guest.Snapshot());
    }
}
