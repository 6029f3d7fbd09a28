using System.Text;
using CernVM.Contexts.Model.UserData;

namespace CernVM.Contexts.Model.Tests;

/// <summary>Reads user-data given as text and shows findings as one line each.</summary>
internal static class Documents
{
    public const string Ed25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIG5GNw4F64WhBTfVTKu4Vaqi3tZGAfpOKCGgQkuvdYhB user@example.org";

    public static UserDataDocument Read(string text) => UserDataReader.Read(Encoding.UTF8.GetBytes(text));

    public static IEnumerable<string> Places(this UserDataDocument document) =>
        document.Diagnostics.Select(d => $"{d.Id} {d.Line}:{d.Column}");
}
