/* SPDX-License-Identifier: MIT */
/* test_type.c — what the types understand of the ways people write. */
#include <config.h>

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "form/type.h"

static const struct option presence[] = { { "有り", "Yes", true }, { "無し", "No", false } };

static void read_as(const char *type, const char *text, struct value *value)
{
	struct field field = { .id = "x", .type = type_find(type) };
	assert_non_null(field.type);
	type_read(&field, text, value);
}

struct date_case {
	const char *text;
	int year, month, day;
};

static void dates_are_understood(void **state)
{
	(void)state;
	static const struct date_case cases[] = {
		{ "2026-11-22", 2026, 11, 22 },
		{ "2026/11/22", 2026, 11, 22 },
		{ "2026.11.22", 2026, 11, 22 },
		{ "2026年11月22日", 2026, 11, 22 },
		{ "２０２６年１１月２２日", 2026, 11, 22 },
		{ "２０２６／１１／２２", 2026, 11, 22 },
		{ "20261122", 2026, 11, 22 },
		{ "令和8年11月22日", 2026, 11, 22 },
		{ "令和８年１１月２２日（日）", 2026, 11, 22 },
		{ "令和八年十一月二十二日", 2026, 11, 22 },
		{ "令和8年(2026年)11月22日", 2026, 11, 22 },
		{ "2026年(令和8年)11月22日", 2026, 11, 22 },
		{ "R8.11.22", 2026, 11, 22 },
		{ "r8/11/22", 2026, 11, 22 },
		{ "H30.4.1", 2018, 4, 1 },
		{ "令和元年5月1日", 2019, 5, 1 },
		{ "平成10年4月1日", 1998, 4, 1 },
		{ "れいわ8年11月22日", 2026, 11, 22 },
		{ "昭和60年1月", 1985, 1, 0 },
		{ "大正3年", 1914, 0, 0 },
		{ "明治元年", 1868, 0, 0 },
		{ "2026年4月", 2026, 4, 0 },
		{ "2026-04", 2026, 4, 0 },
		{ "2026年", 2026, 0, 0 },
		{ "2026", 2026, 0, 0 },
		{ "西暦2026年11月22日", 2026, 11, 22 },
		{ " 2026年 11月 22日 ", 2026, 11, 22 },
		{ "2010年4月1日（2022年リニューアル）", 2010, 4, 1 },
		{ "2024-02-29", 2024, 2, 29 },
		{ "2015年4月頃", 2015, 4, 0 },
		{ "2026-11-22 10:00", 2026, 11, 22 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct value value;
		read_as("date", cases[i].text, &value);
		if (!value.known || value.reading != READING_FINE || value.year != cases[i].year ||
		    value.month != cases[i].month || value.day != cases[i].day)
			fail_msg("%s: known %d reading %d: %d-%d-%d", cases[i].text, value.known, value.reading, value.year,
				 value.month, value.day);
	}
}

static void dates_are_echoed(void **state)
{
	(void)state;
	struct value value;
	read_as("date", "R8.11.22", &value);
	assert_string_equal(value.echo, "2026-11-22 (Reiwa 8, Sunday)");
	read_as("date", "2019年5月1日", &value);
	assert_string_equal(value.echo, "2019-05-01 (Reiwa 1, Wednesday)");
	read_as("date", "2019年4月30日", &value);
	assert_string_equal(value.echo, "2019-04-30 (Heisei 31, Tuesday)");
	read_as("date", "1989年1月7日", &value);
	assert_string_equal(value.echo, "1989-01-07 (Showa 64, Saturday)");
	read_as("date", "2000-02-29", &value);
	assert_string_equal(value.echo, "2000-02-29 (Heisei 12, Tuesday)");
	read_as("year", "平成10年", &value);
	assert_string_equal(value.echo, "1998 (Heisei 10)");
	read_as("date", "1650年", &value);
	assert_string_equal(value.echo, "1650");
}

static void eras_are_told(void **state)
{
	(void)state;
	struct value value;
	read_as("date", "令和8年11月22日", &value);
	assert_true(value.era && value.whole);
	read_as("date", "R8.11.22 10:00", &value);
	assert_true(value.era && !value.whole);
	read_as("date", "令和8年(2026年)11月22日", &value);
	assert_false(value.era);
	read_as("date", "2026-11-22", &value);
	assert_false(value.era);
}

static void shares_end_at_a_hundred(void **state)
{
	(void)state;
	struct field field = { .id = "x", .type = type_find("percent") };
	struct value value;
	type_read(&field, "150%", &value);
	assert_string_equal(value.complaint, "This is more than 100%, which a share cannot be.");
	field.original_example = "120%（2026年3月期）";
	type_read(&field, "150%", &value);
	assert_int_equal(value.reading, READING_FINE);
	type_read(&field, "99..5%", &value);
	assert_string_equal(value.complaint, "This is no percentage; write it as 99.95%.");
	assert_string_equal(value.echo, "");
}

struct reading_case {
	const char *type;
	const char *text;
	enum understanding reading;
};

static void failed_attempts_are_told_from_words(void **state)
{
	(void)state;
	static const struct reading_case cases[] = {
		{ "date", "2026-13-01", READING_FAILED },
		{ "date", "2026年2月30日", READING_FAILED },
		{ "date", "2025-02-29", READING_FAILED },
		{ "date", "22/11/2026", READING_FAILED },
		{ "date", "2026-11-222", READING_FAILED },
		{ "date", "20261322", READING_FAILED },
		{ "date", "11月22日", READING_FAILED },
		{ "date", "令和0年1月1日", READING_FAILED },
		{ "date", "R0.1.1", READING_FAILED },
		{ "date", "れいわ８年１１月３１日", READING_FAILED },
		{ "date", "みてい", READING_UNSURE },
		{ "date", "im/ex", READING_UNSURE },
		{ "date", "設立 2008年6月2日", READING_FINE },
		{ "date", "準備中", READING_UNSURE },
		{ "date", "サービス開始前", READING_UNSURE },
		{ "date", "各データセンターによる", READING_UNSURE },
		{ "date", "", READING_FINE },
		{ "year", "20266", READING_FAILED },
		{ "year", "非公開", READING_UNSURE },
		{ "number", "1,20,0", READING_FAILED },
		{ "number", "1.2.3", READING_FAILED },
		{ "number", "1,200名", READING_FINE },
		{ "number", "非公表とする", READING_UNSURE },
		{ "number", "国内2、国外1", READING_UNSURE },
		{ "number", "10～20社", READING_FINE },
		{ "money", "個別見積り", READING_UNSURE },
		{ "money", "個別見積り（月額5,000円から）", READING_FINE },
		{ "money", "無料", READING_UNSURE },
		{ "money", "1,20,0円", READING_FAILED },
		{ "money", "1,2000万円", READING_FAILED },
		{ "money", "10,000", READING_FINE },
		{ "money", "1万2億円", READING_FAILED },
		{ "money", "従量課金 1GBあたり10円", READING_FINE },
		{ "money", "300 USドル", READING_UNSURE },
		{ "percent", "999.5%", READING_FAILED },
		{ "percent", "99.9.5%", READING_FAILED },
		{ "percent", "99,95%", READING_FAILED },
		{ "percent", "99..5%", READING_FAILED },
		{ "percent", "99.9,.5%", READING_FAILED },
		{ "percent", ".5%", READING_FAILED },
		{ "percent", "99 5%", READING_FAILED },
		{ "percent", "目標 99..5%", READING_UNSURE },
		{ "percent", "99.9%, 99.8%", READING_FINE },
		{ "percent", "99-100%", READING_FINE },
		{ "percent", "99.95%.", READING_FINE },
		{ "number", "1,200..5", READING_FAILED },
		{ "money", "1,200..5円", READING_FAILED },
		{ "percent", "非公開とする", READING_UNSURE },
		{ "percent", "100%", READING_FINE },
		{ "percent", "△12.3%", READING_FINE },
		{ "duration", "10", READING_FAILED },
		{ "duration", "契約による", READING_UNSURE },
		{ "duration", "リアルタイム", READING_FINE },
		{ "duration", "随時", READING_UNSURE },
		{ "hours", "平日9:00-18:00", READING_FINE },
		{ "hours", "24時間365日", READING_FINE },
		{ "hours", "月〜金 9:00〜17:75", READING_FAILED },
		{ "hours", "平日 25:00まで", READING_FINE },
		{ "hours", "平日 9:00〜45:00", READING_FAILED },
		{ "url", "https://www.example.co.jp/", READING_FINE },
		{ "url", "www.example.co.jp", READING_FAILED },
		{ "url", "htp//example", READING_FAILED },
		{ "url", "2027-1-1", READING_FAILED },
		{ "url", "https:／／example.jp", READING_FINE },
		{ "url", "無し", READING_FINE },
		{ "url", "N/A", READING_UNSURE },
		{ "url", "https://例え.jp/", READING_FINE },
		{ "url", "ｈｔｔｐｓ：／／ｗｗｗ．ｅｘａｍｐｌｅ．ｃｏ．ｊｐ", READING_FINE },
		{ "url", "http:/www.example.co.jp", READING_FAILED },
		{ "url", "htps://www.example.co.jp", READING_FAILED },
		{ "url", "https://www..example.co.jp", READING_FAILED },
		{ "url", "https://example", READING_FAILED },
		{ "url", "https://www.example. co.jp", READING_FAILED },
		{ "url", "info@example.co.jp", READING_FAILED },
		{ "url", "準備中", READING_UNSURE },
		{ "email", "info@example.co.jp", READING_FINE },
		{ "email", "ｉｎｆｏ＠ｅｘａｍｐｌｅ．ｃｏ．ｊｐ", READING_FINE },
		{ "email", "営業部 info@example.co.jp、support@example.co.jp", READING_FINE },
		{ "email", "info@example", READING_FAILED },
		{ "email", "info@example,co.jp", READING_FAILED },
		{ "email", "info@@example.co.jp", READING_FAILED },
		{ "email", "info.example.co.jp", READING_FAILED },
		{ "email", "問合せフォームから", READING_UNSURE },
		{ "phone", "03-1234-5678", READING_FINE },
		{ "phone", "０３－１２３４－５６７８", READING_FINE },
		{ "phone", "03(1234)5678", READING_FINE },
		{ "phone", "(03)1234-5678", READING_FINE },
		{ "phone", "0120-123-456", READING_FINE },
		{ "phone", "0120-123-456（平日9:00-18:00）", READING_FINE },
		{ "phone", "090-1234-5678", READING_FINE },
		{ "phone", "050-1234-5678", READING_FINE },
		{ "phone", "0800-123-4567", READING_FINE },
		{ "phone", "+81-3-1234-5678", READING_FINE },
		{ "phone", "0312345678", READING_FINE },
		{ "phone", "03-1234-567", READING_FAILED },
		{ "phone", "03-12345-6789", READING_FAILED },
		{ "phone", "1234-5678", READING_FAILED },
		{ "phone", "090-1234-567", READING_FAILED },
		{ "phone", "代表電話なし", READING_UNSURE },
		{ "contact", "電話 03-1234-5678\nFAX 03-1234-5679\ninfo@example.co.jp\nhttps://www.example.co.jp/",
		  READING_FINE },
		{ "contact", "問合せフォーム（受付 2026-04-01 から）", READING_FINE },
		{ "contact", "TEL：03-1234-567", READING_FAILED },
		{ "contact", "TEL 03-1234-5678(内線 123)", READING_FINE },
		{ "address", "〒100-0001 東京都千代田区千代田1-1", READING_FINE },
		{ "address", "〒１００－０００１　東京都千代田区千代田１－１", READING_FINE },
		{ "address", "〒530-0001\n大阪府大阪市北区梅田1-1-1", READING_FINE },
		{ "address", "〒618-0001 大阪府三島郡島本町山崎", READING_FINE },
		{ "address", "100-0001 東京都千代田区千代田1-1", READING_FINE },
		{ "address", "東京都千代田区千代田1-1", READING_FINE },
		{ "address", "〒100-001 東京都千代田区", READING_FAILED },
		{ "address", "〒100-0001 大阪府大阪市", READING_FAILED },
		{ "address", "〒 東京都千代田区", READING_FAILED },
		{ "address", "100-001 東京都千代田区", READING_FAILED },
		{ "corporate-number", "7000012050002", READING_FINE },
		{ "corporate-number", "7-0000-1205-0002", READING_FINE },
		{ "corporate-number", "７００００１２０５０００２", READING_FINE },
		{ "corporate-number", "7000012050003", READING_FAILED },
		{ "corporate-number", "700001205000", READING_FAILED },
		{ "corporate-number", "指定待ち", READING_UNSURE },
		{ "text", "お問い合わせは info@example.co.jp まで。詳細は https://www.example.co.jp/a をご覧ください。",
		  READING_FINE },
		{ "text", "SSH（user@host）で接続。HTTP/HTTPS、http://localhost:8080 を監視。", READING_FINE },
		{ "text", "ISO/IEC 27001:2022（IS 012345）、JIS Q 27001、2026-11-22取得", READING_FINE },
		{ "text", "本社 〒100-0001 東京都千代田区千代田1-1、電話 03-1234-5678", READING_FINE },
		{ "text", "本社 〒100-01 東京都千代田区", READING_FAILED },
		{ "text", "電話 03-1234-56", READING_FAILED },
		{ "text", "電話: 03-1234-567", READING_FAILED },
		{ "text", "法人番号 7000012050003", READING_FAILED },
		{ "text", "https://www..example.co.jp/ を参照", READING_FAILED },
		{ "paragraph", "24時間365日の有人監視を行い、99.99%の稼働率を目標とする。", READING_FINE },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct value value;
		read_as(cases[i].type, cases[i].text, &value);
		if (value.reading != cases[i].reading)
			fail_msg("%s: %s is read as %d, not %d", cases[i].type, cases[i].text, value.reading, cases[i].reading);
		if (value.reading == READING_FAILED && (!value.complaint || !*value.complaint))
			fail_msg("%s: %s fails without a word", cases[i].type, cases[i].text);
	}
}

struct number_case {
	const char *type;
	const char *text;
	double number;
};

/* The ways published disclosures answer. A type may not understand them, but it must not call them wrong. */
static void ordinary_answers_are_not_suspected(void **state)
{
	(void)state;
	/* clang-format off */
	static const struct {
		const char *type;
		const char *answers[40];
	} ordinary[] = {
		{ "date", { "2008年4月1日", "平成20年4月", "2008年4月（2012年10月大幅リニューアル）", "Ver.1：2008年4月", "2008/4/1（Ver2.0：2015/10/1）",
			    "2023年4月1日現在", "2015年 4月 1日", "平成２７年４月１日", "2015.4", "1999年以前", "2008年4月1日\n2015年10月1日（改定）" } },
		{ "year", { "1998年", "1998年（平成10年）", "昭和49年", "1949年5月", "平成元年", "2001年4月設立" } },
		{ "number", { "8名", "国内：5　国外：0", "5事業所", "取締役6名、監査役3名", "約3,500社(2023年3月末時点)", "非公表", "100ライセンス",
			      "3世代", "7世代前まで", "無制限", "0社", "無し。", "１，２３４名", "1,234,567件", "同時接続 100ユーザ", "10～15", "10-15社",
			      "2 (国内1, 国外1)", "1/2" } },
		{ "money", { "12億3,400万円(2023年3月期)", "1,234百万円", "△12百万円", "▲5,678千円", "3億円（資本準備金含まず）", "初期費用：100,000円〜",
			     "月額 50,000円（税抜）／1ユーザあたり", "10,000円/月〜（個別見積）", "無料", "別途見積もり",
			     "基本料金：30,000円、従量料金：100円/GB", "0円", "5万円（税別）", "5,000 円", "1,000,000,000", "20万円～",
			     "100,000円～500,000円", "約1億円", "1億円超", "3,000万", "JPY 100,000", "14,304百万円（2023年3月期、単独）", "8,640円（税込）",
			     "(1,234)千円", "契約による", "1円", "10百万円", "２億５千万円", "3.5億円", "12,345,678千円", "月5,000円×12か月", "5,000円/月",
			     "1ヶ月あたり5,000円", "要問合せ" } },
		{ "percent", { "45.6%", "99.9％以上", "99.99%（2022年度実績）", "100% (2022/4〜2023/3)", "99.95", "目標値: 99.9%", "月間99.99%", "50%超",
			       "実績値：100％", "約80%", "計画停止を除き99.5%以上", "非公開とする", "0.03%", "-5.2%", "９９．９５", "99.9%～100%" } },
		{ "duration", { "5分間隔", "1日1回", "毎日", "日次", "24時間以内", "検知後30分以内", "1ヶ月前", "3ヶ月前、6ヶ月前", "90日前まで", "原則2週間前",
				"即時", "リアルタイム", "随時", "1年", "最低利用期間1か月", "なし", "12か月", "24h", "1h以内", "15min", "契約期間中", "約10秒",
				"72時間以上", "10年間", "ベンダーリリースから1週間以内", "0", "1.5時間", "数秒", "半日", "24時間365日" } },
		{ "hours", { "平日 9:00〜17:30（土日祝・年末年始を除く）", "24時間365日", "月～金　9:00～18:00", "9時〜18時", "毎月第3日曜 2:00～6:00",
			     "0:00-24:00", "平日９：００～１８：００", "22:00〜翌5:00", "平日10:00-12:00,13:00-17:00" } },
		{ "phone", { "03-1234-5678（代表）", "TEL:03-1234-5678  FAX:03-1234-5679", "0120-000-000（フリーダイヤル）", "＋81-3-1234-5678",
			     "045(123)4567", "0570-012-345", "03-1234-5678（平日9:00-18:00）", "06-6123-4567 / 03-1234-5678", "03－1234－5678",
			     "０３（１２３４）５６７８", "04-7123-4567", "080-1234-5678", "110", "#7119", "03 1234 5678", "03.1234.5678" } },
		{ "contact", { "TEL：03-1234-5678\nE-mail：support@example.co.jp\nURL：https://support.example.co.jp/",
			       "0120-123-456 (受付時間：平日9:00～18:00)", "担当：クラウド事業部 サポートセンター", "電話／FAX：048-123-4567／048-123-4568",
			       "メール: info＠example.co.jp", "Twitter: @example", "連絡先は契約時に個別通知（2024-01-01以降）",
			       "電話：03-1234-5678（内線：1234）", "〒100-0001 東京都千代田区千代田1-1 TEL03-1234-5678",
			       "https://www.example.co.jp/contact/?id=01-23-456", "ポータルサイト（https://portal.example.jp）より受付。" } },
		{ "address", { "〒101-0021　東京都千代田区外神田1-18-13 例示ビル", "東京都港区芝公園2-4-1", "大阪府大阪市北区梅田1-1（〒530-0001）",
			       "〒060－0001 北海道札幌市中央区北一条西1-1", "〒220-8401 神奈川県横浜市西区みなとみらい3-3-1", "〒 980-6123 宮城県仙台市青葉区中央1-3-1",
			       "郵便番号 100-0005 東京都千代田区丸の内1-1-1", "〒1000001 東京都千代田区", "〒４５０－０００２愛知県名古屋市中村区", "〒812-0011\n福岡県福岡市博多区",
			       "〒206-0033 東京都多摩市", "1-1-1 Chiyoda, Chiyoda-ku, Tokyo 100-0001" } },
		{ "url", { "https://www.example.co.jp/", "http://example.jp", "https://example.co.jp/a/b?c=d&e=f#g", "https://www.example.co.jp/（会社概要）",
			   "無し", "https://192.0.2.1/", "https://example.jp:8443/", "https://a.example.jp/\nhttps://b.example.jp/" } },
		{ "corporate-number", { "7000012050002（国税庁）", "法人番号：7000012050002", "該当せず", "外国法人のため無し" } },
		{ "text", { "SAS70 Type II、SSAE16", "ISO/IEC 27001（登録番号：IS 12345）", "登録番号 01-23-456", "認定番号：0123-45-678",
			    "Windows Server 2019/2022、RHEL 7/8/9", "TLS1.2以上、AES-256", "root@server", "10.0.0.0/8、192.168.0.1",
			    "電話（平日9:00〜18:00）、メール（24時間）", "電話サポート 03番台", "@ITの記事を参考", "3@100円", "TEL/FAX、Web",
			    "https://… で始まるURL", "http://やhttps://の通信", "法人番号を記載した請求書", "〒マーク", "A社・B社：50%/50%" } },
		{ "paragraph", { "当社は1998年に設立し、2008年からクラウド基盤を提供している。\nお客様数は約3,000社（2023年3月末）。",
				 "①通常時：月1回\n②緊急時：当日\n※詳細は約款による。" } },
	};
	/* clang-format on */
	for (size_t i = 0; i < sizeof ordinary / sizeof *ordinary; i++)
		for (const char *const *answer = ordinary[i].answers; *answer; answer++) {
			struct value value;
			read_as(ordinary[i].type, *answer, &value);
			if (value.reading == READING_FAILED)
				fail_msg("%s: %s is called wrong: %s", ordinary[i].type, *answer, value.complaint);
		}
}

static void numbers_are_understood(void **state)
{
	(void)state;
	static const struct number_case cases[] = {
		{ "number", "1,200", 1200 },
		{ "number", "１，２００", 1200 },
		{ "number", "約3万人", 30000 },
		{ "number", "-5", -5 },
		{ "number", "120名(2026年3月末現在)", 120 },
		{ "number", "国内2か所", 2 },
		{ "number", "0", 0 },
		{ "money", "1億2,000万円", 120000000 },
		{ "money", "12,500百万円", 12500000000.0 },
		{ "money", "12,500千円", 12500000 },
		{ "money", "1.2億円", 120000000 },
		{ "money", "△1,200千円", -1200000 },
		{ "money", "▲ 300円", -300 },
		{ "money", "-1,200円", -1200 },
		{ "money", "¥5,000", 5000 },
		{ "money", "￥５，０００", 5000 },
		{ "money", "月額 50,000円(税別)", 50000 },
		{ "money", "2026年3月期 12,500千円", 12500000 },
		{ "money", "3千万円", 30000000 },
		{ "percent", "99.95%", 99.95 },
		{ "percent", "９９．９％", 99.9 },
		{ "percent", "99.9", 99.9 },
		{ "percent", "目標 99.9%以上", 99.9 },
		{ "percent", "2025年度実績 99.98%", 99.98 },
		{ "percent", "△12.3%", -12.3 },
		{ "duration", "10分", 600 },
		{ "duration", "１０分", 600 },
		{ "duration", "3か月前", 90 * 86400.0 },
		{ "duration", "1ヶ月", 30 * 86400.0 },
		{ "duration", "24時間", 86400 },
		{ "duration", "5分間隔", 300 },
		{ "duration", "1時間30分", 5400 },
		{ "duration", "毎日", 86400 },
		{ "duration", "1日2回", 43200 },
		{ "duration", "1日1回以上", 86400 },
		{ "duration", "年1回", 365 * 86400.0 },
		{ "duration", "週に1回", 7 * 86400.0 },
		{ "duration", "約30秒", 30 },
		{ "duration", "原則として14日前まで", 14 * 86400.0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct value value;
		read_as(cases[i].type, cases[i].text, &value);
		double off = value.number - cases[i].number;
		if (!value.known || value.reading != READING_FINE || off > 1e-6 || off < -1e-6)
			fail_msg("%s: %s: known %d reading %d: %f", cases[i].type, cases[i].text, value.known, value.reading,
				 value.number);
	}
	struct value value;
	read_as("money", "1億2,000万円", &value);
	assert_string_equal(value.echo, "120,000,000 yen");
}

static const struct option audit[] = { { "①会計監査人による会計監査", "", false }, { "②会計参与による監査", "", false } };
static const struct option place[] = { { "国内", "", false }, { "海外", "", false }, { "その他", "", true } };

static void options_are_recognised(void **state)
{
	(void)state;
	struct field field = { .id = "x", .type = type_find("presence"), .options = presence, .option_count = 2 };
	static const char *const yes[] = { "有り", "有", "有り。", "あり", " 有る ", "有り　", "○" };
	static const char *const no[] = { "無し", "無", "無。", "なし", "ない", "×" };
	static const char *const neither[] = { "特に規程なし", "有り: 10分", "無停電電源装置あり",
					       "有・無",       "",           "各顧客との契約による" };
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		assert_int_equal(type_option(&field, yes[i]), 0);
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		assert_int_equal(type_option(&field, no[i]), 1);
	for (size_t i = 0; i < sizeof neither / sizeof *neither; i++)
		assert_int_equal(type_option(&field, neither[i]), -1);

	field = (struct field){ .id = "x", .type = type_find("choice"), .options = audit, .option_count = 2 };
	assert_int_equal(type_option(&field, "②会計参与による監査"), 1);
	assert_int_equal(type_option(&field, "会計参与による監査"), 1);
	assert_int_equal(type_option(&field, "②"), 1);
	assert_int_equal(type_option(&field, "③"), -1);
}

static void split_into(const char *text, int option, const char *detail)
{
	struct field field = { .id = "x", .type = type_find("presence"), .options = presence, .option_count = 2 };
	int found;
	const char *start;
	size_t len;
	assert_true(type_split(&field, text, &found, &start, &len));
	assert_int_equal(found, option);
	assert_int_equal(len, strlen(detail));
	assert_memory_equal(start, detail, len);
}

static void details_are_split_off(void **state)
{
	(void)state;
	split_into("有り: 10分", 0, "10分");
	split_into("有り：10分", 0, "10分");
	split_into("有（ISMS）", 0, "ISMS");
	split_into("有り（10分）、燃料備蓄あり", 0, "（10分）、燃料備蓄あり");
	split_into("有り (a) (b)", 0, "(a) (b)");
	split_into("有り、無停電電源装置10分", 0, "無停電電源装置10分");
	split_into("有り。無停電電源装置10分", 0, "無停電電源装置10分");
	split_into("有り\n10分\n20分", 0, "10分\n20分");
	split_into("無し：耐震構造", 1, "耐震構造");
	split_into("なし", 1, "");
	split_into("有り。", 0, "");
	split_into("有り:", 0, "");
	struct field field = { .id = "x", .type = type_find("presence"), .options = presence, .option_count = 2 };
	int option;
	const char *detail;
	size_t len;
	assert_false(type_split(&field, "特に規程なし", &option, &detail, &len));
	assert_false(type_split(&field, "有無", &option, &detail, &len));
	assert_false(type_split(&field, "有り・無し", &option, &detail, &len));
	assert_false(type_split(&field, "有／無", &option, &detail, &len));
	assert_false(type_split(&field, "無停電電源装置を設置", &option, &detail, &len));
	field = (struct field){ .id = "x", .type = type_find("choice"), .options = place, .option_count = 3 };
	assert_true(type_split(&field, "その他：台湾", &option, &detail, &len));
	assert_int_equal(option, 2);
}

static void closed_choices_want_an_option(void **state)
{
	(void)state;
	struct field field = { .id = "x", .type = type_find("choice"), .options = place, .option_count = 3 };
	struct value value;
	type_read(&field, "国内", &value);
	assert_int_equal(value.reading, READING_FINE);
	type_read(&field, "月面", &value);
	assert_int_equal(value.reading, READING_FAILED);
	field.open = true;
	type_read(&field, "月面", &value);
	assert_int_equal(value.reading, READING_UNSURE);
	field.open = false;
	field.type = type_find("choices");
	type_read(&field, "国内\n海外", &value);
	assert_int_equal(value.reading, READING_FINE);
	type_read(&field, "国内\n月面", &value);
	assert_int_equal(value.reading, READING_FAILED);
}

static void seconds_lead(void **state)
{
	(void)state;
	double seconds;
	assert_true(duration_read("3日前", &seconds));
	assert_true(seconds == 3 * 86400.0);
	assert_false(duration_read("告知から3日", &seconds));
}

static void contacts_are_reachable(void **state)
{
	(void)state;
	assert_true(contact_reachable("サポート窓口 03-1234-5678"));
	assert_true(contact_reachable("０１２０－１２３－４５６"));
	assert_true(contact_reachable("support@example.co.jp"));
	assert_true(contact_reachable("https://www.example.co.jp/contact"));
	assert_true(contact_reachable("www.example.co.jp の問合せフォーム"));
	assert_false(contact_reachable("営業担当まで"));
	assert_false(contact_reachable("契約時に通知する窓口（平日9:00-18:00）"));
}

/* Whatever is written, every reader comes to an end inside the text (seen under ASan) and says why it failed. */
static void anything_can_be_read(void **state)
{
	(void)state;
	static const char *const pieces[] = {
		"2026",  "年",   "13", "月",  "-",    "/",      ".",    ",",    "令和",     "R",        "元",
		"１２",  "十",   "〒", "100", "0001", "東京都", "http", "://",  "@",        "example",  "..",
		"co.jp", "(",    ")",  "（",  "）",   "03-",    "+81",  "電話", "TEL",      "法人番号", "7000012050002",
		"億",    "千",   "円", "¥",   "△",    "%",      "％",   "時間", "1回",      "毎日",     "9:75",
		"有り",  "無し", "：", "\n",  " ",    "　",     "①",    "約",   "\xe3\x82", "\xff"
	};
	size_t count;
	const struct type *table = type_table(&count);
	unsigned seed = 20261122;
	for (int i = 0; i < 3000; i++) {
		char text[256] = "";
		for (int k = 0; k < 8; k++) {
			seed = seed * 1103515245 + 12345;
			strcat(text, pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)]);
		}
		char *exact = strdup(text); /* of its own size, so that a byte too far is seen */
		for (size_t k = 0; k < count; k++) {
			struct field field = { .id = "x", .type = &table[k], .options = presence, .option_count = 2 };
			struct value value;
			type_read(&field, exact, &value);
			assert_int_equal(value.reading == READING_FAILED, value.complaint != NULL);
			assert_true(memchr(value.echo, '\0', sizeof value.echo) != NULL);
		}
		contact_reachable(exact);
		free(exact);
	}
}

static void rows_are_whole(void **state)
{
	(void)state;
	size_t count;
	const struct type *table = type_table(&count);
	assert_int_equal(count, 21);
	for (size_t i = 0; i < count; i++) {
		assert_non_null(table[i].name);
		assert_non_null(table[i].title);
		assert_non_null(table[i].read);
		assert_ptr_equal(type_find(table[i].name), &table[i]);
		assert_int_equal(table[i].options != NULL, table[i].labels != NULL);
	}
	assert_null(type_find("image"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_are_understood),
		cmocka_unit_test(dates_are_echoed),
		cmocka_unit_test(eras_are_told),
		cmocka_unit_test(shares_end_at_a_hundred),
		cmocka_unit_test(failed_attempts_are_told_from_words),
		cmocka_unit_test(ordinary_answers_are_not_suspected),
		cmocka_unit_test(numbers_are_understood),
		cmocka_unit_test(options_are_recognised),
		cmocka_unit_test(details_are_split_off),
		cmocka_unit_test(closed_choices_want_an_option),
		cmocka_unit_test(seconds_lead),
		cmocka_unit_test(contacts_are_reachable),
		cmocka_unit_test(anything_can_be_read),
		cmocka_unit_test(rows_are_whole),
	};
	return cmocka_run_group_tests_name("type", tests, NULL, NULL);
}
