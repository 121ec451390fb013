// Numbers as people type them, and exact sums of them. Decimals are strings such as "-3.06" and
// are computed with BigInt: a figure never passes through a binary fraction.
//
// The reading is the twin of indicators/typed.py; tests/typed_numbers.json holds both to one table.

const LONGEST = 40;
const PERCENT = "%";
const YUAN = "元";

/** Powers of ten, the longest word first. */
const SCALES = [
  ["万亿", 12],
  ["亿", 8],
  ["万", 4],
];
const OTHER_NAMES = new Map([
  ["㎡", "平方米"],
  ["m²", "平方米"],
  ["m2", "平方米"],
  ["千米", "公里"],
  ["km", "公里"],
  ["KM", "公里"],
]);
const QUALIFIERS = [
  ..."约余近超多逾预估≈~<>≤≥",
  ...["大概", "不足", "左右", "上下", "以上", "以下"],
];
const CHINESE_DIGITS = new Set("〇零一二三四五六七八九十百千两廿万亿壹贰叁肆伍陆柒捌玖拾佰仟");

const SPACES = " \u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000";
const AROUND = new Set(`${SPACES}\t\r\n\u200b\ufeff`);
const SAME = new Map([
  ...[...SPACES].map((space) => [space, " "]),
  ...Array.from({ length: 0xff5f - 0xff01 }, (_, index) => [
    String.fromCharCode(0xff01 + index),
    String.fromCharCode(0x21 + index),
  ]),
  ...[..."\u2010\u2011\u2012\u2013\u2212\ufe63"].map((minus) => [minus, "-"]),
  ["\ufe62", "+"],
  ["\ufe50", ","],
  ["\u2018", "'"],
  ["\u2019", "'"],
  ["\u3002", "."],
  ["\uff61", "."],
  ["\ufe6a", "%"],
  ["\uffe5", "\u00a5"],
]);

const FRONT = /^([+-]?) ?(\u00a5?) ?([+-]?) ?([^]*)$/;
const DIGIT = /[0-9]/;
const PLAIN = /^(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)$/;
const GROUPED = /^[1-9][0-9]{0,2}([,' ])[0-9]{3}(?:\1[0-9]{3})*(?:\.[0-9]*)?$/;
const LEADING_DIGITS = /^[0-9.,' ]*/;
const POWER = /^(?:[eE][+-]?[0-9]|[×xX*]10)/;
const UNIT_LIKE = /^[\u4e00-\u9fffA-Za-z()/%‰℃㎡²³·\u00a5$]+$/;

/** Why a text is not one number in the indicator's unit; the server knows the same names. */
export const Reason = Object.freeze({
  QUALIFIER: "qualifier",
  GROUPING: "grouping",
  UNIT: "unit",
  SCIENTIFIC: "scientific",
  CHINESE_NUMERAL: "chinese_numeral",
  SEVERAL: "several",
  NONSENSE: "nonsense",
});

class Refused extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * The number in the indicator's unit as `{value}`, a plain decimal string or null for an empty
 * text; `{reason}` for what is not one number.
 */
export function readNumber(text, unit = "") {
  const trimmed = trim(text);
  if (trimmed.length === 0) return { value: null };
  try {
    if (trimmed.length > LONGEST) throw new Refused(Reason.NONSENSE);
    const { power, name: base } = split(same(trim(unit)));
    return { value: read(same(trimmed), power, base) };
  } catch (error) {
    if (error instanceof Refused) return { reason: error.reason };
    throw error;
  }
}

/** a + b, exact. */
export function add(a, b) {
  return combined(a, b, (left, right) => left + right);
}

/** a − b, exact. */
export function subtract(a, b) {
  return combined(a, b, (left, right) => left - right);
}

/** a of b in percent, exact but for its last place, which is rounded half up; b is not zero. */
export function percent(a, b, places) {
  const [above, below] = [parsed(a), parsed(b)];
  let numerator = above.digits * 10n ** BigInt(below.places + places + 2);
  let denominator = below.digits * 10n ** BigInt(above.places);
  if (denominator < 0n) [numerator, denominator] = [-numerator, -denominator];
  const half = numerator < 0n ? -denominator : denominator;
  return written((2n * numerator + half) / (2n * denominator), places);
}

/** Whether the decimal is above zero. */
export function isPositive(text) {
  return parsed(text).digits > 0n;
}

/** The decimal without a plus sign, needless zeros, or a minus before zero. */
export function plain(text) {
  const { digits, places } = parsed(text);
  return written(digits, places);
}

/** The characters of a text without the spaces around it. */
function trim(text) {
  const characters = [...text];
  let start = 0;
  let end = characters.length;
  while (start < end && AROUND.has(characters[start])) start += 1;
  while (end > start && AROUND.has(characters[end - 1])) end -= 1;
  return characters.slice(start, end);
}

function same(characters) {
  return characters.map((character) => SAME.get(character) ?? character).join("");
}

/** The power of ten and the base of a unit: 万平方米 is 4 and 平方米. */
function split(unit) {
  for (const [word, power] of SCALES) {
    if (unit.startsWith(word)) return { power, name: unit.slice(word.length) };
  }
  return { power: 0, name: unit };
}

function read(text, power, base) {
  const [, sign, money, otherSign, rest] = FRONT.exec(text);
  const leading = LEADING_DIGITS.exec(rest)[0];
  const digits = leading.replace(/ +$/, "");
  const after = rest.slice(leading.length).replace(/ /g, "");
  if (!DIGIT.test(digits)) throw new Refused(whyNoNumber(rest));
  if (sign && otherSign) throw new Refused(Reason.NONSENSE);
  if (money && base !== YUAN) throw new Refused(Reason.UNIT);
  const number = (sign || otherSign) + ungrouped(digits);
  return moved(number, after ? shift(after, power, base) : 0);
}

function ungrouped(digits) {
  if (PLAIN.test(digits)) return digits;
  if (GROUPED.test(digits)) return digits.replace(/[,' ]/g, "");
  if (/[,']/.test(digits)) throw new Refused(Reason.GROUPING);
  throw new Refused(digits.includes(" ") ? Reason.SEVERAL : Reason.NONSENSE);
}

/** By how many powers of ten what follows a number moves it into the indicator's unit. */
function shift(after, power, base) {
  const { power: scale, name } = split(after);
  const called = OTHER_NAMES.get(name) ?? name;
  const understood = called === "" || names(base).includes(called);
  if (understood && (base || power) && !(scale && base === PERCENT)) return scale - power;
  throw new Refused(whyNotThisUnit(after, name));
}

/** What a unit may be called: 套(间) is also 套 and 间. */
function names(base) {
  const bracket = base.indexOf("(");
  if (bracket < 0) return [base];
  return [base, base.slice(0, bracket), base.slice(bracket + 1).replace(/\)$/, "")];
}

function whyNoNumber(text) {
  if (QUALIFIERS.some((word) => text.startsWith(word))) return Reason.QUALIFIER;
  return CHINESE_DIGITS.has(text.charAt(0)) ? Reason.CHINESE_NUMERAL : Reason.NONSENSE;
}

function whyNotThisUnit(after, name) {
  if (POWER.test(after)) return Reason.SCIENTIFIC;
  if (DIGIT.test(after) && !after.includes("_")) return Reason.SEVERAL;
  if (QUALIFIERS.some((word) => after.includes(word))) return Reason.QUALIFIER;
  if (CHINESE_DIGITS.has(name.charAt(0))) return Reason.CHINESE_NUMERAL;
  return UNIT_LIKE.test(after) ? Reason.UNIT : Reason.NONSENSE;
}

/** A decimal as a whole number of its last place. */
function parsed(text) {
  const found = /^([+-]?)([0-9]*)\.?([0-9]*)$/.exec(text);
  if (!found || !(found[2] || found[3])) throw new TypeError(`not a decimal: ${text}`);
  const [, sign, whole, fraction] = found;
  const digits = BigInt(whole + fraction);
  return { digits: sign === "-" ? -digits : digits, places: fraction.length };
}

function written(digits, places) {
  const sign = digits < 0n ? "-" : "";
  const all = (digits < 0n ? -digits : digits).toString().padStart(places + 1, "0");
  const whole = all.slice(0, all.length - places);
  const fraction = all.slice(all.length - places).replace(/0+$/, "");
  return sign + whole + (fraction && `.${fraction}`);
}

function moved(text, power) {
  const { digits, places } = parsed(text);
  const left = places - power;
  return left >= 0 ? written(digits, left) : written(digits * 10n ** BigInt(-left), 0);
}

function combined(a, b, operation) {
  const left = parsed(a);
  const right = parsed(b);
  const places = Math.max(left.places, right.places);
  const scaled = ({ digits, places: own }) => digits * 10n ** BigInt(places - own);
  return written(operation(scaled(left), scaled(right)), places);
}
