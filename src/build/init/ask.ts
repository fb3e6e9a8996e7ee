import { confirm, isCancel, multiselect, text } from '@clack/prompts';
import { FEATURES } from './features';
import { CHECKS, shortNameOf, type Wishes } from './wishes';

/** Asks for what the flags have not said. `null` when the person gives up. */
export async function ask(wishes: Wishes): Promise<Wishes | null> {
  const answers: Wishes = { ...wishes };

  /** Asks for a text that may be left out. Returns whether to go on. */
  async function askFor(
    key: Exclude<keyof Wishes, 'ownKey' | 'without'>,
    message: string,
    initialValue = '',
  ): Promise<boolean> {
    if (answers[key] !== undefined) return true;
    const answer = await text({
      message,
      placeholder: 'empty: as it is',
      initialValue,
      validate: (value) => {
        const check = key === 'author' ? undefined : CHECKS[key];
        return value?.trim() ? check?.(value.trim()) : undefined;
      },
    });
    if (isCancel(answer)) return false;
    if (answer?.trim()) answers[key] = answer.trim();
    return true;
  }

  const isDone =
    (await askFor('name', 'What is it called?')) &&
    (await askFor('shortName', 'And in little room?', answers.name && shortNameOf(answers.name))) &&
    (await askFor('description', 'What does it do, in a sentence for the Web Store?')) &&
    (await askFor('colour', 'Its colour? (#rrggbb)')) &&
    (await askFor('icon', 'Its icon? (the path of a square SVG)')) &&
    (await askFor('author', 'Who makes it?')) &&
    (await askFor('licence', 'Under which licence? (MIT, UNLICENSED ...)')) &&
    (await askFor('publishableKey', 'The publishable key of your Clerk application?'));
  if (!isDone) return null;

  if (!wishes.ownKey) {
    const ownKey = await confirm({ message: 'Make a key, and so an extension id, of its own?' });
    if (isCancel(ownKey)) return null;
    answers.ownKey = ownKey;
  }
  if (wishes.without.length === 0 && FEATURES.length > 0) {
    const ids = FEATURES.map(({ id }) => id);
    const kept = await multiselect({
      message: 'What shall it keep? (space chooses)',
      options: FEATURES.map(({ id, title, about }) => ({ value: id, label: title, hint: about })),
      initialValues: ids,
      required: false,
    });
    if (isCancel(kept)) return null;
    answers.without = ids.filter((id) => !kept.includes(id));
  }
  return answers;
}
