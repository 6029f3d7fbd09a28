using CsCheck;

namespace CernVM.Cvmfs.Pac.Tests;

/// <summary>Scripts from strangers: every one ends with a failure that says why, and none takes the process with it.</summary>
public sealed class HostileScriptTests
{
    private static readonly PacLimits Tight = new() { Time = TimeSpan.FromSeconds(5), Statements = 200_000 };

    private static readonly string[] Words =
    [
        "function", "FindProxyForURL", "(", ")", "{", "}", "return", "'DIRECT'", "url", "host", ";", "+", "isInNet", ",", "[", "]", "=>", "var x=", "`", "${", "/", "*", "\n",
    ];

    public static TheoryData<string, string> Scripts => new()
    {
        { "endless loop", "function FindProxyForURL() { while (true) { } }" },
        { "endless loop at the top", "for (;;) { }" },
        { "deep recursion", "function f() { return f() + 1; } function FindProxyForURL() { return f(); }" },
        { "recursion through a getter", "var o = { get x() { return o.x; } }; function FindProxyForURL() { return o.x; }" },
        { "recursion through toString", "var o = { toString: function () { return '' + o; } }; function FindProxyForURL() { return '' + o; }" },
        { "doubling text", "function FindProxyForURL() { var s = 'x'; while (true) s += s; }" },
        { "growing array", "function FindProxyForURL() { var a = []; while (true) a.push('xxxxxxxxxxxxxxxx' + a.length); }" },
        { "huge repeat", "function FindProxyForURL() { return 'x'.repeat(1000000000); }" },
        { "huge padding", "function FindProxyForURL() { return 'x'.padStart(1000000000); }" },
        { "huge join", "function FindProxyForURL() { var s = 'x'.repeat(999999); return new Array(90000).join(s); }" },
        { "huge array", "function FindProxyForURL() { return new Array(4000000000).join(); }" },
        { "slow regular expression", "function FindProxyForURL() { return /^(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!') ? 'DIRECT' : 5; }" },
        { "nested parentheses", "function FindProxyForURL() { return " + new string('(', 100_000) + "1" + new string(')', 100_000) + "; }" },
        { "a sum of many terms", "function FindProxyForURL() { return ''" + string.Concat(Enumerable.Repeat("+1", 100_000)) + "; }" },
        { "nested arrays", "var a = " + new string('[', 50_000) + new string(']', 50_000) + "; function FindProxyForURL() { return 'DIRECT'; }" },
        { "many names", "function FindProxyForURL() { for (var i = 0; ; i++) dnsResolve('h' + i); }" },
        { "compiles text", "function FindProxyForURL() { return eval('\"DIRECT\"'); }" },
        { "constructs a function", "function FindProxyForURL() { return new Function('return \"DIRECT\"')(); }" },
        { "throws", "function FindProxyForURL() { throw new Error('no'); }" },
        { "no function", "var x = 1;" },
        { "not JavaScript", "<html>captive portal</html>" },
        { "empty", "" },
        { "returns a number", "function FindProxyForURL() { return 5; }" },
        { "returns an object", "function FindProxyForURL() { return { toString: function () { return 'DIRECT'; } }; }" },
        { "returns too much", "function FindProxyForURL() { return 'PROXY a:1;'.repeat(10000); }" },
        { "is too long", new string(' ', 2_000_000) },
    };

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Scripts))]
    public void Each_ends_with_a_reason(string what, string script)
    {
        var found = new JintScriptEngine(Tight).FindProxies(script, [new Uri("http://h/")], new FakeHost(), TestContext.Current.CancellationToken);
        Assert.False(found.IsOk, $"{what} was evaluated to '{(found.IsOk ? found.Value[0] : "")}'");
        Assert.StartsWith("The PAC file cannot be evaluated: ", found.Failure.Message, StringComparison.Ordinal);
        Assert.InRange(found.Failure.Message.Length, 36, 500);
    }

    [Fact(Timeout = 60_000)]
    public void Any_bytes_are_an_answer_or_a_reason() => Gen.OneOf(
            Gen.String,
            Gen.Int[0, Words.Length - 1].Select(index => Words[index])
                .Array[0, 40].Select(tokens => string.Join(' ', tokens)))
        .Sample(
            script =>
            {
                var found = new JintScriptEngine(Tight).FindProxies(script, [new Uri("http://h/")], new FakeHost(), default);
                Assert.True(found.IsOk || found.Failure.Message.Length > 0);
            },
            iter: 300);

    [Fact]
    public void Patterns_match_as_a_plain_definition_says() =>
        Gen.Select(Gen.String[Gen.Char["ab"], 0, 8], Gen.String[Gen.Char["ab*?"], 0, 6])
            .Sample((text, pattern) => PacFunctions.ShellMatch(text, pattern) == Matches(text, pattern), iter: 20_000);

    [Fact(Timeout = 60_000)]
    public void A_script_ends_when_its_caller_gives_up()
    {
        using var cancel = new CancellationTokenSource();
        var host = new CancellingHost(cancel);
        Assert.ThrowsAny<OperationCanceledException>(() => new JintScriptEngine(new PacLimits { Statements = int.MaxValue, Time = TimeSpan.FromMinutes(5) }).FindProxies(
            "function FindProxyForURL() { dnsResolve('x'); while (true) { } }", [new Uri("http://h/")], host, cancel.Token));
    }

    private static bool Matches(string text, string pattern) => pattern.Length == 0
        ? text.Length == 0
        : pattern[0] == '*'
            ? Matches(text, pattern[1..]) || (text.Length > 0 && Matches(text[1..], pattern))
            : text.Length > 0 && (pattern[0] == '?' || pattern[0] == text[0]) && Matches(text[1..], pattern[1..]);
}
