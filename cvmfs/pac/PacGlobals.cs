using CernVM.Cvmfs.Client.Fetching.Discovery;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace CernVM.Cvmfs.Pac;

/// <summary>Puts the functions of PAC files into a script's global object. No type of .NET becomes visible.</summary>
internal static class PacGlobals
{
    /// <summary>
    /// Replaces the library functions that can make one huge string in a single step, between two looks at the memory bound. A million characters are
    /// more than any proxy list has.
    /// </summary>
    public const string Guards = """
        (function () {
            var limit = 1000000, check = function (length) { if (!(length <= limit)) throw new RangeError('a text of ' + length + ' characters is too long'); };
            var guard = function (prototype, name, length) {
                var original = prototype[name];
                Object.defineProperty(prototype, name, { writable: false, configurable: false, value: function () {
                    check(length.apply(this, arguments));
                    return original.apply(this, arguments);
                } });
            };
            guard(String.prototype, 'repeat', function (count) { return String(this).length * count; });
            guard(String.prototype, 'padStart', function (length) { return length === undefined ? 0 : +length; });
            guard(String.prototype, 'padEnd', function (length) { return length === undefined ? 0 : +length; });
            guard(Array.prototype, 'join', function (separator) { return this.length * (separator === undefined ? 1 : String(separator).length); });
        })();
        """;

    /// <summary>Adds all functions.</summary>
    public static void Install(Engine engine, PacFunctions functions, IProxyScriptHost host)
    {
        Add("isPlainHostName", arguments => PacFunctions.IsPlainHostName(Text(arguments, 0)));
        Add("dnsDomainIs", arguments => PacFunctions.DnsDomainIs(Text(arguments, 0), Text(arguments, 1)));
        Add("localHostOrDomainIs", arguments => PacFunctions.LocalHostOrDomainIs(Text(arguments, 0), Text(arguments, 1)));
        Add("isResolvable", arguments => functions.IsResolvable(Text(arguments, 0)));
        Add("isInNet", arguments => functions.IsInNet(Text(arguments, 0), Text(arguments, 1), Text(arguments, 2)));
        Add("dnsResolve", arguments => functions.Resolve(Text(arguments, 0)) is { } address ? address : JsValue.Null);
        Add("convert_addr", arguments => PacFunctions.ConvertAddress(Text(arguments, 0)));
        Add("myIpAddress", _ => functions.OwnAddress());
        Add("dnsDomainLevels", arguments => PacFunctions.DnsDomainLevels(Text(arguments, 0)));
        Add("shExpMatch", arguments => PacFunctions.ShellMatch(Text(arguments, 0), Text(arguments, 1)));
        Add("weekdayRange", arguments => Calendar(host).WeekdayRange(Texts(arguments)));
        Add("dateRange", arguments => Calendar(host).DateRange(Texts(arguments)));
        Add("timeRange", arguments => Calendar(host).TimeRange(Texts(arguments)));
        Add("isResolvableEx", arguments => functions.ResolveAll(Text(arguments, 0)).Length > 0);
        Add("isInNetEx", arguments => PacFunctions.IsInPrefix(Text(arguments, 0), Text(arguments, 1)));
        Add("dnsResolveEx", arguments => functions.ResolveAll(Text(arguments, 0)));
        Add("myIpAddressEx", _ => functions.OwnAddresses());
        Add("alert", _ => JsValue.Undefined);

        void Add(string name, Func<JsValue[], JsValue> function) =>
            engine.SetValue(name, new ClrFunction(engine, name, (_, arguments) => function([.. arguments])));
    }

    private static PacCalendar Calendar(IProxyScriptHost host) => new(host.Now.UtcDateTime, TimeZoneInfo.ConvertTime(host.Now, host.Zone).DateTime);

    private static string Text(JsValue[] arguments, int index) => index < arguments.Length ? TypeConverter.ToString(arguments[index]) : "";

    private static string[] Texts(JsValue[] arguments) => [.. arguments.Where(argument => !argument.IsUndefined()).Select(TypeConverter.ToString)];
}
