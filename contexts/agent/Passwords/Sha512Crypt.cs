using System.Security.Cryptography;
using System.Text;

namespace CernVM.Contexts.Agent.Passwords;

/// <summary>The <c>$6$</c> hash of crypt(5), after Drepper's "Unix crypt using SHA-256 and SHA-512", with its default of 5000 rounds.</summary>
public static class Sha512Crypt
{
    private const string Prefix = "$6$";
    private const int Rounds = 5000;
    private const int LongestSalt = 16;
    private const string Alphabet = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Hashes with a new random salt.</summary>
    public static string Hash(string password) => Hash(password, RandomNumberGenerator.GetString(Alphabet, LongestSalt));

    /// <summary>True when <paramref name="hash"/> is a <c>$6$</c> hash with default rounds and of this password.</summary>
    public static bool Verify(string password, string hash) =>
        hash.StartsWith(Prefix, StringComparison.Ordinal)
        && hash[Prefix.Length..].Split('$') is [var salt, _]
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(password, salt)), Encoding.ASCII.GetBytes(hash));

    /// <summary>Hashes with a given salt, of which 16 characters count.</summary>
    public static string Hash(string password, string salt)
    {
        var key = Encoding.UTF8.GetBytes(password);
        var saltBytes = Encoding.ASCII.GetBytes(salt[..Math.Min(salt.Length, LongestSalt)]);
        var digest = FirstDigest(key, saltBytes);
        var keyBytes = Stretch(Repeated(key, key.Length), key.Length);
        var saltStretched = Stretch(Repeated(saltBytes, 16 + digest[0]), saltBytes.Length);
        for (var round = 0; round < Rounds; round++)
            digest = NextDigest(round, digest, keyBytes, saltStretched);
        return $"{Prefix}{Encoding.ASCII.GetString(saltBytes)}${Encode(digest)}";
    }

    private static byte[] FirstDigest(byte[] key, byte[] salt)
    {
        var alternate = SHA512.HashData([.. key, .. salt, .. key]);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        hash.AppendData(key);
        hash.AppendData(salt);
        hash.AppendData(Stretch(alternate, key.Length));
        for (var bits = key.Length; bits > 0; bits >>= 1)
            hash.AppendData((bits & 1) != 0 ? alternate : key);
        return hash.GetHashAndReset();
    }

    private static byte[] NextDigest(int round, byte[] digest, byte[] key, byte[] salt)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        hash.AppendData(round % 2 != 0 ? key : digest);
        if (round % 3 != 0)
            hash.AppendData(salt);
        if (round % 7 != 0)
            hash.AppendData(key);
        hash.AppendData(round % 2 != 0 ? digest : key);
        return hash.GetHashAndReset();
    }

    private static byte[] Repeated(byte[] data, int times)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        for (var i = 0; i < times; i++)
            hash.AppendData(data);
        return hash.GetHashAndReset();
    }

    private static byte[] Stretch(byte[] digest, int length)
    {
        var result = new byte[length];
        for (var i = 0; i < length; i++)
            result[i] = digest[i % digest.Length];
        return result;
    }

    // Three bytes at a time, 21 apart and rotating, make four characters; the last byte makes two.
    private static string Encode(byte[] digest)
    {
        var text = new StringBuilder(86);
        var (a, b, c) = (0, 21, 42);
        for (var i = 0; i < 21; i++)
        {
            Append(text, (digest[a] << 16) | (digest[b] << 8) | digest[c], 4);
            (a, b, c) = (b + 1, c + 1, a + 1);
        }

        Append(text, digest[63], 2);
        return text.ToString();
    }

    private static void Append(StringBuilder text, int value, int characters)
    {
        for (var i = 0; i < characters; i++, value >>= 6)
            text.Append(Alphabet[value & 63]);
    }
}
