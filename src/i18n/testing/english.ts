import messages from '../../../public/_locales/en/messages.json' with { type: 'json' };

// Before each unit test: Chrome's messages in English, by the rules of Chrome.
// https://developer.chrome.com/docs/extensions/reference/api/i18n

type Message = { message: string; placeholders?: Record<string, { content: string }> };

const english: Partial<Record<string, Message>> = messages;

/** What Chrome answers; empty for a message that it does not have. */
function getMessage(key: string, texts: string | string[] = []): string {
  const { message = '', placeholders = {} } = english[key] ?? {};
  return message.replace(/\$(\w+)\$/g, (_, name: string) => {
    const { content = '' } = placeholders[name.toLowerCase()] ?? {};
    return content.replace(/\$(\d)/g, (_all, place) => [texts].flat()[Number(place) - 1] ?? '');
  });
}

Object.assign(globalThis, { chrome: { i18n: { getMessage } } });
