import { parseArgs } from 'node:util';
import { decodePublishableKey } from '../../config/publishable-key';
import { UserError } from '../command/user-error';
import { darkEnough, isReadableOnWhite } from './colour';
import { FEATURES } from './features';
import { iconFault } from './icon';

/** What the project is to become. What is left out stays as it is. */
export interface Wishes {
  name?: string;
  shortName?: string;
  description?: string;
  /** `#rrggbb` */
  colour?: string;
  /** Path of an SVG. */
  icon?: string;
  author?: string;
  licence?: string;
  publishableKey?: string;
  /** Whether to make a key of its own, and with it an extension id. */
  ownKey: boolean;
  /** Ids of `FEATURES`. */
  without: string[];
}

export interface Flags {
  wishes: Wishes;
  /** Asks nothing. */
  yes: boolean;
  /** Changes nothing. */
  dryRun: boolean;
}

type Checked = Exclude<keyof Wishes, 'author' | 'ownKey' | 'without'>;

/** Says what is wrong with a value; `undefined` if nothing is. Keys are never repeated. */
export const CHECKS: Record<Checked, (value: string) => string | undefined> = {
  name: (value) => {
    if (value.length > 75) return 'A name has at most 75 characters.';
    return slugOf(value) ? undefined : 'A name needs a letter from a to z, for the package.';
  },
  shortName: (value) => (value.length > 12 ? 'A short name has at most 12 characters.' : undefined),
  description: (value) =>
    value.length > 132 ? 'A description has at most 132 characters.' : undefined,
  colour: (value) => {
    if (!/^#[0-9a-f]{6}$/i.test(value)) return 'A colour is written #rrggbb.';
    return isReadableOnWhite(value)
      ? undefined
      : `White text on that colour could not be read: take a darker one, such as ${darkEnough(value)}.`;
  },
  icon: iconFault,
  licence: (value) =>
    /^[A-Za-z0-9.+-]+$/.test(value)
      ? undefined
      : 'A licence is named as on https://spdx.org/licenses, such as MIT, or UNLICENSED.',
  publishableKey: (value) => {
    if (value.startsWith('sk_')) {
      return 'That is a SECRET key, which an extension would give to everyone: revoke it.';
    }
    return decodePublishableKey(value) ? undefined : 'That is not a publishable key (pk_test_...).';
  },
};

const text = { type: 'string' } as const;
const yesNo = { type: 'boolean', default: false } as const;

/**
 * Takes the American spellings, too.
 * @throws {UserError} for a value that will not do; `parseArgs`' own errors for unknown flags.
 */
export function parseFlags(args: string[]): Flags {
  const { values } = parseArgs({
    args,
    options: {
      name: text,
      'short-name': text,
      description: text,
      colour: text,
      color: text,
      icon: text,
      author: text,
      licence: text,
      license: text,
      'publishable-key': text,
      'own-key': yesNo,
      yes: yesNo,
      'dry-run': yesNo,
      ...Object.fromEntries(FEATURES.map(({ id }) => [`no-${id}`, yesNo])),
    },
  });
  const off: Record<string, unknown> = values;
  const given = {
    name: values.name,
    shortName: values['short-name'],
    description: values.description,
    colour: (values.colour ?? values.color)?.toLowerCase(),
    icon: values.icon,
    author: values.author,
    licence: values.licence ?? values.license,
    publishableKey: values['publishable-key'],
  };
  const named = Object.entries(given).flatMap(([key, value]) => {
    if (value === undefined) return [];
    const trimmed = value.trim();
    const wrong = trimmed === '' ? 'is empty.' : CHECKS[key as Checked]?.(trimmed);
    if (wrong)
      throw new UserError(`--${key.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}: ${wrong}`);
    return [[key, trimmed]];
  });
  return {
    wishes: {
      ...Object.fromEntries(named),
      ownKey: values['own-key'],
      without: FEATURES.map(({ id }) => id).filter((id) => off[`no-${id}`] === true),
    },
    yes: values.yes,
    dryRun: values['dry-run'],
  };
}

/** Letters that have no accent to take off, and how they are written without them. */
const PLAIN: Record<string, string> = { æ: 'ae', đ: 'd', ł: 'l', ø: 'o', œ: 'oe', ß: 'ss' };

/** A name as the package's: `Acme Notes` is `acme-notes`. Empty for one without a letter. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
}

/** The name where there is little room: whole if it is short, else as many of its words as fit. */
export function shortNameOf(name: string): string {
  if (name.length <= 12) return name;
  const words = name.slice(0, 13).split(' ').slice(0, -1).join(' ');
  return words || name.slice(0, 12);
}
