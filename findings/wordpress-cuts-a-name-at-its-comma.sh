#!/bin/sh
# WordPress: a visitor called "Quill, Nora" is answered under Reply-To as "Nora", and as `Nora"` where the form quoted the name.
#
# Guess: what a form plugin gives wp_mail() as a header, Reply-To: "Quill, Nora" <nora@client.example>, as RFC 5322 wants it, stands in
#   the mail as it is; without the quotes it is at worst put into them.
# What happens: wp_mail() cuts the value of Reply-To (Cc and Bcc too) at each comma, quoted or not, before it looks for an address, and
#   leaves out without a word what is none then.  The quoted name keeps half of it and the quote.
# Why it hurts a lead tracker: the mail of the form is where the name of the lead comes from; surname first is how half of Europe's
#   customer lists, and the address books that fill in forms, write a name.
# Seen with: WordPress 6.1.9 (Debian 12: wordpress), PHP 8.2.  Needs Debian 12 with php-cli and php-mbstring.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
chmod 755 "$dir"; cd "$dir"
apt-get -qq download wordpress=6.1.9+dfsg1-0+deb12u1 2>/dev/null
dpkg-deb -f wordpress_*.deb Version | sed 's/^/wordpress /'
dpkg -x wordpress_*.deb files
cat >run.php <<'PHP'
<?php
// As much of WordPress as wp_mail() needs; the words of the mail are caught where they would be handed to a server.
define('ABSPATH', __DIR__ . '/files/usr/share/wordpress/'); define('WPINC', 'wp-includes');
require ABSPATH . WPINC . '/plugin.php';
function get_bloginfo($what) { return 'UTF-8'; }
function network_home_url() { return 'https://www.alder.example'; }
function wp_parse_url($url, $part) { return parse_url($url, $part); }
function is_email($address) { return filter_var($address, FILTER_VALIDATE_EMAIL); }
function is_wp_error($thing) { return false; }
function __($text) { return $text; }
class WP_Error {}
require ABSPATH . WPINC . '/pluggable.php';
add_action('phpmailer_init', function ($mailer) {
    foreach ($mailer->getReplyToAddresses() as [$address, $name]) { echo "  answers go to: name <$name> address <$address>\n"; }
    $mailer->clearAllRecipients();  // so that nothing is sent
});
foreach (['Nora Quill', 'Quill, Nora', '"Quill, Nora"'] as $name) {
    echo "Reply-To: $name <nora@client.example>\n";
    wp_mail('desk@alder.example', 'New entry', 'A table for six?', ["Reply-To: $name <nora@client.example>"]);
}
PHP
cat >expected <<'TXT'
Reply-To: Nora Quill <nora@client.example>
  answers go to: name <Nora Quill> address <nora@client.example>
Reply-To: Quill, Nora <nora@client.example>
  answers go to: name <Nora> address <nora@client.example>
Reply-To: "Quill, Nora" <nora@client.example>
  answers go to: name <Nora"> address <nora@client.example>
TXT
php run.php >seen
cat seen
diff expected seen
