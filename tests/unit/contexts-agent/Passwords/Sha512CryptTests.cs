using CernVM.Contexts.Agent.Passwords;
using CsCheck;

namespace CernVM.Contexts.Agent.Tests.Passwords;

public sealed class Sha512CryptTests
{
    // From 'openssl passwd -6'.
    [Theory]
    [InlineData("Hello world!", "saltstring", "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1")]
    [InlineData("This is just a test", "toolongsaltstring", "$6$toolongsaltstrin$lQ8jolhgVRVhY4b5pZKaysCLi0QBxGoNeKQzQ3glMhwllF7oGDZxUhx1yxdYcz/e1JSbq3y6JMxxl8audkUEm0")]
    [InlineData("é", "a", "$6$a$/FeE8luVTGa22vmZysapGKVnE4EiXYApTNeXPoAfyFvgo4fcQGpujz5g1cudz851lWADpMiOMUT7yf5qYRlJy1")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "short", "$6$short$A//XgOXrCKgKJxdgTH.wy0AaGbYuk8a83/m6Oq1Rg8F0kxWrOblDK2c/WBvpb9q9kZscYcHIglJS2ZM82JCy30")]
    public void Hashes_are_those_of_crypt(string password, string salt, string expected) => Assert.Equal(expected, Sha512Crypt.Hash(password, salt));

    [Fact]
    public void A_hash_verifies_its_password_alone() =>
        Gen.Select(Gen.String[1, 20], Gen.String[1, 20]).Sample((a, b) => Sha512Crypt.Verify(b, Sha512Crypt.Hash(a)) == (a == b), iter: 5);

    [Theory]
    [InlineData("")]
    [InlineData("$6$")]
    [InlineData("$y$j9T$abc$def")]
    [InlineData("!")]
    public void What_is_no_such_hash_never_verifies(string hash) => Assert.False(Sha512Crypt.Verify("x", hash));
}
