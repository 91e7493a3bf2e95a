"""What each code means to a writer, beyond its one sentence: why it matters, an example of the wrong and of the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Explanation(NamedTuple):
    """The words to a code."""

    why: str
    """What is behind it, and how to put it right."""
    wrong: str = ""
    """As it stands in a file; empty where an example shows nothing."""
    right: str = ""


EXPLANATIONS: Mapping[str, Explanation] = {
    "SF001": Explanation(
        "Pages and feeds are UTF-8 and hold no control characters. Save the file as UTF-8; delete the character that the message names, which often comes along when text is pasted from a PDF or a mail."
    ),
    "SF002": Explanation(
        "The fields of an article stand between two lines of ---, the first of which is the first line of the file.",
        "---\ntitle: The talks\ndate: 2025-05-16\n\nThe text starts here.",
        "---\ntitle: The talks\ndate: 2025-05-16\n---\n\nThe text starts here.",
    ),
    "SF003": Explanation(
        "A colon with a space, a hash sign or a bracket means something to YAML. Text with one of them goes in quotes.",
        "title: The exchange: what is known",
        'title: "The exchange: what is known"',
    ),
    "SF004": Explanation(
        "Front matter is plain text in fields. A value that begins with !, & or * is taken for a command to YAML; put it in quotes.",
        "title: !Live The talks",
        'title: "!Live The talks"',
    ),
    "SF005": Explanation(
        "Of two values one would be lost without a word. Keep one of them; several tags or authors go into one list.",
        "tags: talks\ntags: mediation",
        "tags: [talks, mediation]",
    ),
    "SF006": Explanation(
        "A text file has 2 MiB at the most, front matter or a record 64 KiB, and nothing is nested more than 8 deep. The text of an article goes below the second ---."
    ),
    "SF007": Explanation(
        "Each row of a table has a cell for each column of its first line. A cell that holds the separator, a line end or a quotation mark stands in double quotes.",
        "id,note\n2025-05-23,First stage, 390 people",
        'id,note\n2025-05-23,"First stage, 390 people"',
    ),
    "SF008": Explanation(
        "A space and a hash sign begin a remark in YAML, so readers would see half of the value. Put it in quotes.",
        "title: Exchange #63",
        'title: "Exchange #63"',
    ),
    "SF010": Explanation(
        "Without it the article, author or record cannot be shown. `standfirst new` writes a file that has all it must have.",
        'title: ""',
        "title: The talks",
    ),
    "SF011": Explanation(
        "A misspelt field would be ignored, and what it says lost; so it is an error. docs/writing.md lists the fields. A field for a theme or a plugin is let through by STANDFIRST_EXTRA_FIELDS.",
        "auhtors: [liam]",
        "authors: [liam]",
    ),
    "SF012": Explanation(
        "A date is YYYY-MM-DD, with Thh:mm for the time of day, in the newsroom's time zone unless it ends in an offset.",
        "date: 23 May 2025",
        "date: 2025-05-23T18:30",
    ),
    "SF013": Explanation(
        "A field takes text, a number, a list or fields of its own. The message says which; docs/writing.md has each field.",
        "sources: https://news.example/",
        "sources:\n  - title: The news\n    url: https://news.example/",
    ),
    "SF014": Explanation(
        "The field takes one of a few words; the message lists them.", "status: ready", "status: published"
    ),
    "SF015": Explanation(
        "The slug is the article's part of its address: letters, digits and hyphens. It is made from the headline or the file's name unless the field slug gives it.",
        "slug: news/the-talks",
        "slug: the-talks",
    ),
    "SF016": Explanation(
        "A file without fields may have been meant as an article, which needs a title and a date.",
        "# The talks\n\nThe text starts here.",
        "---\ntitle: The talks\ndate: 2025-05-16\n---\n\nThe text starts here.",
    ),
    "SF020": Explanation(
        "A link can lead out of the content folder, to a file of the machine that builds; a pipe or a device can keep the build waiting for ever; a hard link is another name of a file that may lie anywhere. Only files and folders that are themselves there are read and copied. In the theme, and in the folders that stand over it, a link may lead to another place in these, and nowhere else."
    ),
    "SF021": Explanation(
        "Some texts take Markdown time that grows with the square of their length, such as thousands of brackets that nothing closes. Such a text is converted in a process of its own, within 5 seconds of processor time and 1 GiB of memory; this one could not be. The line is that of the block with the most marks.",
    ),
    "SF022": Explanation(
        "A name with a line break, a control character, bytes that are no UTF-8, or characters that do not show cannot be an address, and a message could not name it. A path may have 1,024 bytes."
    ),
    "SF023": Explanation(
        "U+202A to U+202E and U+2066 to U+2069 turn the direction of all that follows, so that a text, a link or a name can be made to read as another. Browsers find the direction of Arabic or Hebrew themselves. They are left out of the text."
    ),
    "SF024": Explanation(
        "Headlines, names and captions stand alone in lists and feeds, where a character that shows nothing or turns the direction makes one look like another. Delete it; it often comes along when text is pasted."
    ),
    "SF025": Explanation(
        "Lines that begin with <<<<<<<, ======= and >>>>>>> are left by a merge of two versions. Choose what is right, and delete the three lines.",
        "<<<<<<< HEAD\nThe talks begin on Friday.\n=======\nThe talks begin on Saturday.\n>>>>>>> draft",
        "The talks begin on Saturday.",
    ),
    "SF026": Explanation(
        "Files of the content folder are copied where a browser shows or saves them. HTML, scripts, PHP and the like would run in readers' browsers or on the host as the site's own, and names such as CNAME or robots.txt steer the host: the setting STANDFIRST_STATIC_FILES names those that shall be published."
    ),
    "SF027": Explanation(
        "A file of this ending among the articles was probably meant as one. Articles are Markdown, in files that end in .md."
    ),
    "SF028": Explanation(
        "The address of a topic, tag or author is made from its letters and digits, so C and C++ would have one page, under one of the names. Use a name that differs in more than signs, or give the settings a substitution: TAG_REGEX_SUBSTITUTIONS."
    ),
    "SF040": Explanation(
        "HTML in a text passes a list of elements and attributes. What runs, embeds, submits or styles is not among them, nor are addresses that begin with javascript: or data:. A frame of another site stands where STANDFIRST_EMBEDS names its host.",
        '<iframe src="https://www.youtube-nocookie.com/embed/x"></iframe>',
        "[Watch the film](https://www.youtube.com/watch?v=x)",
    ),
    "SF041": Explanation(
        "In HTML all that follows a script, style, template or comment belongs to it until it is closed. Close it, or write &lt; where the sign itself is meant.",
        "Call <script> by its name.",
        "Call `<script>` by its name.",
    ),
    "SF101": Explanation(
        "Authors are the files in content/authors/. Name one by the file's name without .md, or by the name in it; add a file for somebody new.",
        "authors: [laim]",
        "authors: [liam]",
    ),
    "SF102": Explanation(
        "One would overwrite the other. Give one of them another slug; case alone does not tell two addresses apart.",
        "slug: the-talks",
        "slug: the-talks-second-day",
    ),
    "SF103": Explanation(
        "The path begins at the content folder or at the article's own. The file must be a picture that browsers show: JPEG, PNG, WebP, AVIF, GIF or SVG.",
        "image: march.png",
        "image: images/march.png",
    ),
    "SF104": Explanation(
        "A reader would get an error page. {filename} links name the source file, and hold whatever its address becomes.",
        "[the talks]({filename}talk.md)",
        "[the talks]({filename}the-talks.md)",
    ),
    "SF105": Explanation(
        "The link leads to a draft, or to an article that is dated in the future: it would tell of what is not out, and lead to nothing. Publish both, or take the link out until then."
    ),
    "SF106": Explanation(
        "The page is there and the heading is not: it was reworded, or never had this id.",
        "[who we are]({filename}/pages/about.md#whoweare)",
        "[who we are]({filename}/pages/about.md#who-we-are)",
    ),
    "SF107": Explanation(
        "Those who do not see the picture are told nothing. Say what it shows; where it shows nothing that the text does not say, say so with empty quotes.",
        "image: images/march.png",
        "image:\n  src: images/march.png\n  alt: Bars of 175 for each side",
    ),
    "SF120": Explanation(
        "On one night a year the clocks go forward, and the hour they leave out is on no clock. An embargo or an expiry in it would be a guess, so it is an error; date and modified are taken as so long after the change as they say.",
        "embargo: 2026-03-29T03:30",
        "embargo: 2026-03-29T04:30",
    ),
    "SF121": Explanation(
        "On one night a year the clocks go back, and an hour is there twice. An offset says which is meant. An embargo without one could be broken by an hour, so it is an error; of date and modified the first is taken.",
        "embargo: 2026-10-25T03:30",
        "embargo: 2026-10-25T03:30+02:00",
    ),
    "SF122": Explanation(
        "An article is published at its date, or at its embargo where that is later, and goes away at expires.",
        "embargo: 2026-03-02T08:00\nexpires: 2026-03-01T08:00",
        "embargo: 2026-03-01T08:00\nexpires: 2026-03-02T08:00",
    ),
    "SF123": Explanation(
        "A draft stays a draft, whatever its times say. Once it is ready, status: published and its embargo do the rest."
    ),
    "SF124": Explanation(
        "A link to an article that is not published fails the build. Where the two are published or go away at different times, that build is one which runs by itself, at night. The link can wait until both are out, or the times can be made to agree."
    ),
    "SF130": Explanation(
        "Screen readers and search engines read headings as a table of contents. The headline is its first level, so the text begins with ##, and each heading below another has one # more, never two.",
        "## The talks\n\n#### Who was there",
        "## The talks\n\n### Who was there",
    ),
    "SF131": Explanation(
        "Cards, and previews of links in other services, show the lead image 1,200 pixels wide. A smaller one is scaled up, or shown as a thumbnail."
    ),
    "SF132": Explanation(
        "A picture of more than 10 MB or 40 million pixels helps no reader: the build makes small copies of it, slowly, and every clone of the repository keeps it for ever. Scale it down before you commit it."
    ),
    "SF133": Explanation(
        "Its date lies in the future, so no word of it is in the output until a build after that time. The message says when that is; a wrong year is the usual slip.",
        "date: 2052-05-23",
        "date: 2025-05-23",
    ),
    "SF134": Explanation(
        "Readers would be told of a change that has not been made. `standfirst correct` writes the date of today.",
        "modified: 2052-05-23",
        "modified: 2025-05-23",
    ),
    "SF135": Explanation(
        "Readers, search engines and other sites link to the address of the last release. Give the article its slug back, or lead the old address on: in its header, or in content/redirects.csv, a row of the old path and the new one; nothing after the comma says that it is gone for good. `standfirst check --fix` adds the rows of articles that have moved.",
        "slug: the-talks-new",
        "slug: the-talks-new\nredirects: [/news/the-talks.html]",
    ),
    "SF136": Explanation(
        "One or two letters are all that is between the word and a name of the site's authors, or of a mediator, a place or an agreement in the record that the article names. Where both are right, use the other name in three articles, or have the code ignored.",
        "The talks in Istambul",
        "The talks in Istanbul",
    ),
    "SF137": Explanation(
        "`standfirst check --external` asks each page that an article or a record links to. This one is not there, or its server cannot be reached or trusted. Look for the page's new address, or for a copy in an archive."
    ),
    "SF138": Explanation(
        "The server says that the page has moved for good. The old address still works today; write the new one, which the message has."
    ),
    "SF139": Explanation(
        "The server does not let programs read the page, asks to wait, or has an address in a private network, which is asked with --private alone. That says nothing of the page: open it in a browser."
    ),
    "SF150": Explanation(
        "A former address is a path on this site, from its root; a redirect leads to such a path, or to an address that begins with https://. The message says what is wrong with the one that is written.",
        "redirects: [../old.html]",
        "redirects: [/news/old.html]",
    ),
    "SF151": Explanation(
        "Readers would be led away from something that is published. Take the redirect out, or give the other page another address."
    ),
    "SF152": Explanation(
        "A reader can be led to one place only. Keep the row, or the line in an article's header, that is right."
    ),
    "SF153": Explanation(
        "A browser would be sent round and give up. One of the redirects must lead to a page that is there.",
        "from,to\n/one.html,/two.html\n/two.html,/one.html",
        "from,to\n/one.html,/news/three.html\n/two.html,/news/three.html",
    ),
    "SF154": Explanation(
        "Readers would be led to the page that says that there is nothing. Name a page that is published; where nothing took its place, leave the second cell empty."
    ),
    "SF160": Explanation(
        "A translation must keep the placeholders of its message, such as %(num)s, and the file must be a gettext catalogue named after its language. docs/theming.md shows one.",
        'msgid "By %(names)s"\nmsgstr "Von %(name)s"',
        'msgid "By %(names)s"\nmsgstr "Von %(names)s"',
    ),
    "SF201": Explanation(
        "The field exchange names a record by its id, which is a file in content/exchanges/.",
        'exchange: "2025-05-32"',
        'exchange: "2025-05-23"',
    ),
    "SF202": Explanation(
        "Nobody could say which of the two is meant. Where a day had two events, give one of them a suffix.",
        'id: "2025-05-23"',
        'id: "2025-05-23-civilians"',
    ),
    "SF203": Explanation(
        "Soldiers and civilians, women and men are the whole. Correct the figure that the source does not have, or leave out what it does not say: unknown is not 0.",
        "returned:\n  UA: {total: 390, military: 270, civilian: 12}",
        "returned:\n  UA: {total: 390, military: 270, civilian: 120}",
    ),
    "SF204": Explanation(
        "Stages are numbered from 1 up to how many there are, each number once; together they return what the agreement says.",
        "agreement: oslo\nstage: {number: 4, of: 3}",
        "agreement: oslo\nstage: {number: 3, of: 3}",
    ),
    "SF205": Explanation(
        "The official running total after an exchange is the one before it and all who were returned since. A misprint, a missing record or a civilian release that is counted too makes a gap. Where the gap is known, record it.",
        "cumulative: {UA: 4757}",
        "cumulative: {UA: 4757}\nunaccounted: {UA: 1}",
    ),
    "SF206": Explanation(
        "The 63rd exchange comes after the 62nd, and there is one of each. Who counts, and what, stands in basis.",
        'sequence: {since_invasion: 62, basis: "Coordination Headquarters"}',
        'sequence: {since_invasion: 63, basis: "Coordination Headquarters"}',
    ),
    "SF207": Explanation(
        "What is completed has taken place; what is proposed or agreed has not. The date in the id is that of the record.",
        "status: proposed",
        "status: completed",
    ),
    "SF208": Explanation(
        "Countries are named by the two letters of ISO 3166-1: GB and not UK. Figures are those of the two parties.",
        "parties: [UA, XX]",
        "parties: [UA, RU]",
    ),
    "SF209": Explanation(
        "A claim names the figure by its path and its source by number, counted from 1.",
        "claims:\n  - {by: Coordination Headquarters, field: returned.UA.total, value: 390, source: 2}",
        "claims:\n  - {by: Coordination Headquarters, field: returned.UA.total, value: 390, source: 1}",
    ),
    "SF210": Explanation(
        "To host talks and to mediate are two things. Leave the mediator out where no source says what it did.",
        "mediators:\n  - {name: Norway, country: NO}",
        "mediators:\n  - {name: Norway, country: NO, role: host}",
    ),
    "SF211": Explanation(
        "The article names a record and gives another figure than it has. One of them is wrong: see the source. Where the text is right as it is, put <!-- figures: ok --> into the paragraph.",
        "On 23 May 309 people returned to Ukraine.",
        "On 23 May 390 people returned to Ukraine.",
    ),
    "SF212": Explanation(
        "The figure is right for another exchange, as when an old article is copied and brought up to date in part. <!-- figures: ok --> in the paragraph says that it is meant."
    ),
    "SF213": Explanation(
        "None of the article's records and sources has this day. It may be a slip, or a record or source is missing. <!-- figures: ok --> in the paragraph says that it is meant."
    ),
    "SF214": Explanation(
        "None of the article's records and sources speaks of this country. It may be left over from another article. <!-- figures: ok --> in the paragraph says that it is meant."
    ),
    "SF301": Explanation(
        "Readers would meet the same words twice. The build shows them once; a teaser that says something else is better.",
        "summary: The talks ended on Friday.\n---\nThe talks ended on Friday.",
        "summary: Both sides agreed to meet again.\n---\nThe talks ended on Friday.",
    ),
    "SF302": Explanation(
        "Content systems make such teasers. The build shows whole sentences; one of your own is better.",
        "summary: The talks ended on Friday without a…",
        "summary: Both sides agreed to meet again.",
    ),
    "SF303": Explanation(
        "Many of the same words, in another order or with small changes. Say in the teaser what the first paragraph does not."
    ),
    "SF304": Explanation(
        "The page prints the headline above the text. Take it out of the text.",
        "# The talks\n\nThe talks ended.",
        "The talks ended.",
    ),
    "SF305": Explanation(
        'A byline, "Read more", the name of a picture: no part of the article. Delete the line.',
        "Liam Avatar\n\nThe talks ended.",
        "The talks ended.",
    ),
    "SF306": Explanation(
        "Delete one of the two. A paragraph of fewer than twenty words may be meant, and is only reported."
    ),
    "SF307": Explanation(
        "A sentence that stands in many articles tells readers nothing of this one. Write a teaser that is true of no other."
    ),
    "SF308": Explanation("Two cards side by side would say the same. Write another teaser for the newer article."),
    "SF309": Explanation(
        "The words are those of an earlier article with new figures. Say what is new, and see whether every figure was brought up to date."
    ),
    "SF310": Explanation(
        "The words are alike and the events are not, as in a series. Nothing is done about it unless the settings or the article say so."
    ),
    "SF801": Explanation(
        "A misspelt setting would be ignored without a word. docs/configuration.md lists them.",
        'STANDFIRST_TEASERS = "keep"',
        'STANDFIRST_TEASER = "keep"',
    ),
    "SF802": Explanation(
        "docs/configuration.md says what each setting takes.",
        "STANDFIRST_CARD_LENGTH = 0",
        "STANDFIRST_CARD_LENGTH = 240",
    ),
    "SF803": Explanation(
        "Dates without an offset are in this zone. Name it by continent and city.",
        'TIMEZONE = "Kyiv"',
        'TIMEZONE = "Europe/Kyiv"',
    ),
    "SF804": Explanation("The settings file is a Python program. The message has the line on which it ends."),
    "SF810": Explanation(
        "The theme asks for what is not there, or a template has a mistake. The message names the template and the line. An article is not the cause."
    ),
    "SF811": Explanation(
        "A plugin must be installed where the site is built, and must not fail on an article. Update it, or take it out of PLUGINS."
    ),
    "SF812": Explanation("Pelican itself, which builds the pages, could not go on. The message has its own words."),
    "SF813": Explanation(
        "The program that makes the index is missing or failed; the message says which. STANDFIRST_SEARCH = False builds the site without a search."
    ),
    "SF901": Explanation(
        "The output folder is replaced whole, so it must hold nothing but a build. Name an empty folder with --output, or list in OUTPUT_RETENTION what somebody else keeps there."
    ),
    "SF902": Explanation(
        "The file is missing, belongs to somebody else, or is there already; or the disk is full. The message has the system's words."
    ),
    "SF903": Explanation("Name the folder of your articles with --content, or in the setting PATH."),
    "SF904": Explanation(
        "Two builds at once would write over each other. The message says which process the other one is; --wait gives it more time. A build that was killed holds nothing up."
    ),
    "SF905": Explanation(
        "A wrong branch, an unfinished checkout or a folder that is not mounted would take most of the site away. Articles that are in the content folder and have expired, or are drafts by now, do not count. Where a loss is meant, build once with --allow-shrink; STANDFIRST_SHRINK sets the share."
    ),
    "SF906": Explanation(
        "The site that stood is whole. Make room, or raise the limit that the message names, and build again; what was left unfinished is taken away then."
    ),
    "SF907": Explanation(
        "Somebody saved a file, or changed the branch, while it was being read; the site would have been of two minds. Build again. While `standfirst serve` runs, it does so by itself."
    ),
    "SF908": Explanation(
        "The site is built, and each build begins from nothing. Make the folder of --state writable, or name another."
    ),
    "SF910": Explanation(
        "A machine that has lost its time begins in 1970, when every article is still to come: the site would be empty. Set the clock, or give the build time with --now or SOURCE_DATE_EPOCH."
    ),
    "SF909": Explanation(
        "The file system has no locks, as some network disks have none. Build from one place at a time, or keep the folders on a local disk."
    ),
    "SF950": Explanation(
        "A target has a name in the setting STANDFIRST_TARGETS. A folder can be named by its path: ./public. Where several are set, name one, or say in STANDFIRST_TARGET which is meant."
    ),
    "SF951": Explanation(
        "The name or address is wrong, the server is down, or the bucket or repository has not been made. Publishing makes folders, and neither buckets nor repositories."
    ),
    "SF952": Explanation(
        "Somebody may stand between you and the server, or it was set up anew. Ask whoever runs it for its key, and put that into known_hosts. Never switch the check off."
    ),
    "SF953": Explanation(
        "The key, token or user is not the one that may write there. Secrets come from the environment or the tool's own configuration, never from settings; none is printed."
    ),
    "SF954": Explanation(
        "Readers see what they saw. Make room, or keep fewer releases with `keep`, and publish again."
    ),
    "SF955": Explanation(
        "Readers see what they saw, unless a bucket was being switched; then the next run ends what this one began. Publish again: what is there already is not sent again."
    ),
    "SF956": Explanation(
        "Two at once would undo each other. The message says who it is; --wait gives them more time. The lock of a publisher that died falls by itself: at once in a folder, with its connection on a server, after a minute in a bucket."
    ),
    "SF957": Explanation(
        "Nothing that somebody else put there is replaced or deleted. Where it is an older copy of this site, --adopt takes those files over; all others stay."
    ),
    "SF958": Explanation(
        "The page named is one of the built site. Templates, plugins and HTML in articles can write links that no check of the sources sees."
    ),
    "SF959": Explanation("Programs read these files, and what they cannot read they drop without a word."),
    "SF960": Explanation(
        "Readers' machines have no such address. SITEURL holds the site's real one: in publishconf.py, or in the environment."
    ),
    "SF961": Explanation(
        "Words such as TK stand for what is still to come. STANDFIRST_DRAFT_WORDS has the list; code in an article is passed over. A headline of four words or more that only a draft has is told too."
    ),
    "SF962": Explanation(
        "Readers with slow lines wait for a large page, and hosts refuse large files. STANDFIRST_BUDGETS has the limits."
    ),
    "SF963": Explanation(
        "A wrong branch or a plugin that failed quietly would empty the site. Where it is meant, publish once with --allow-shrink; STANDFIRST_RELEASE_SHRINK sets the share."
    ),
    "SF964": Explanation("`standfirst releases` lists what the target keeps. `keep` says how many that are."),
    "SF965": Explanation("rsync and ssh, git, or the package boto3 do the work for their kinds of target."),
    "SF966": Explanation("The release is out. A hub, a search engine or a cache learns of it later, or by hand."),
    "SF967": Explanation(
        "release.json of a release at the target was changed or cut off. Remove that release there; the next one is sent whole."
    ),
    "SF968": Explanation(
        "Links to files elsewhere, and names that some hosts or systems cannot hold, are not published. release.json is a name that publishing needs."
    ),
    "SF969": Explanation("The message has the words of the system or program. Readers see what they saw."),
    "SF970": Explanation(
        "The release is out. What is left over takes room and does no other harm; the next publication tries again."
    ),
}
