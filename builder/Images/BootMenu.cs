using CernVM.Builder.Recipes;

namespace CernVM.Builder.Images;

/// <summary>The configuration of isolinux and syslinux (appliance §1.4): no questions, two labels, normal and debug.</summary>
public static class BootMenu
{
    /// <summary>The text of <c>isolinux.cfg</c> and <c>syslinux.cfg</c>.</summary>
    public static string Text(ImageRecipe recipe)
    {
        var options = string.Join(' ', recipe.CommandLine);
        return $"""
            SERIAL 0 115200
            DEFAULT normal
            PROMPT 1
            TIMEOUT {recipe.MenuTimeout}
            SAY {recipe.Title} {recipe.StrongVersion}: 'normal' starts by itself, 'debug' says everything and stops in a shell.
            LABEL normal
              KERNEL /cernvm/vmlinuz.xz
              INITRD /cernvm/initrd.img
              APPEND {options}
            LABEL debug
              KERNEL /cernvm/vmlinuz.xz
              INITRD /cernvm/initrd.img
              APPEND {options} cvmdebug loglevel=7

            """;
    }
}
