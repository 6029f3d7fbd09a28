using CernVM.Contexts.Agent.Accounts;
using CsCheck;

namespace CernVM.Contexts.Agent.Tests.Accounts;

public sealed class AccountTablesTests
{
    private static readonly Gen<string> Name = Gen.Char["abcdef"].Array[1, 2].Select(c => new string(c));

    [Fact]
    public void Lines_that_are_no_entries_stay_where_they_are()
    {
        const string Text = "# local users\nroot:x:0:0:root:/root:/bin/sh\nbroken:line\n+@netgroup::::::\n";
        var table = new ColonTable(Text, 7);
        Assert.Equal(Text, table.ToString());
        table.Add("bob", "x", "1000", "1000", "", "/home/bob", "/bin/sh");
        Assert.Equal("# local users\nroot:x:0:0:root:/root:/bin/sh\nbroken:line\nbob:x:1000:1000::/home/bob:/bin/sh\n+@netgroup::::::\n", table.ToString());
    }

    [Theory]
    [InlineData("a:b")]
    [InlineData("a\nroot2:x:0:0::/:/bin/sh")]
    public void A_field_cannot_forge_another(string gecos)
    {
        var table = new ColonTable("bob:x:1:1::/:/bin/sh\n", 7);
        Assert.Throws<ArgumentException>(() => table.Set("bob", 4, gecos));
        Assert.Throws<ArgumentException>(() => table.Add("x", "x", "2", "2", gecos, "/", "/bin/sh"));
    }

    [Fact]
    public void Merging_agrees_with_a_model_of_sets()
    {
        Gen.Select(Name, Name, Gen.Bool).List[1, 30].Sample(steps =>
        {
            var tables = Empty();
            var users = new HashSet<string>();
            var groups = new Dictionary<string, HashSet<string>>();
            foreach (var (user, group, isSystem) in steps)
            {
                if (users.Add(user))
                {
                    var uid = tables.FreeId(isSystem);
                    tables.AddUser(new UserEntry(user, uid, tables.EnsureGroup(user, isSystem, uid), "", "/", "/bin/sh"), 1);
                    groups.TryAdd(user, []);
                }

                tables.EnsureGroup(group, isSystem);
                groups.TryAdd(group, []);
                Assert.Equal(groups[group].Add(user), tables.AddMember(group, user));
            }

            var read = new AccountTables(new(tables.Passwd.ToString(), 7), new(tables.Group.ToString(), 4), new(tables.Shadow!.ToString(), 9), new(tables.Gshadow!.ToString(), 4));
            Assert.Equal(users, read.Passwd.Entries.Select(e => e[0]).ToHashSet());
            Assert.Equal(users, read.Shadow!.Entries.Select(e => e[0]).ToHashSet());
            Assert.Equal(groups.Keys.ToHashSet(), read.Group.Entries.Select(e => e[0]).ToHashSet());
            foreach (var (group, members) in groups)
            {
                Assert.Equal(members, read.FindGroup(group)!.Members.ToHashSet());
                Assert.Equal(string.Join(',', read.FindGroup(group)!.Members), read.Gshadow!.Find(group)![3]);
            }

            Assert.Equal(read.Passwd.Entries.Count(), read.Passwd.Entries.Select(e => e[2]).Distinct().Count());
            Assert.Equal(read.Group.Entries.Count(), read.Group.Entries.Select(e => e[2]).Distinct().Count());
        }, iter: 200);
    }

    [Fact]
    public void A_flavour_without_shadow_keeps_the_hash_in_passwd()
    {
        var tables = new AccountTables(new("bob:x:1000:1000::/:/bin/sh\n", 7), new("", 4), null, null);
        Assert.True(tables.SetHash("bob", "$6$a$b", 1));
        Assert.Equal("$6$a$b", tables.FindHash("bob"));
        Assert.False(tables.SetHash("bob", "$6$a$b", 1));
    }

    private static AccountTables Empty() => new(new("", 7), new("", 4), new("", 9), new("", 4));
}
