/**
 * Rules that say, for every field of a message, what each audience gets in its place. A table of rules must name
 * every field of its message, so a field that is added later does not compile until somebody has decided who may
 * see it; and a field that no table names (in an old row, for instance) is dropped.
 */

/** Who looks at a board without being signed in. Staff who are signed in see everything. */
export type MaskedAudience = 'wall' | 'masked';

/** What each audience gets in place of a value; a field that may be absent may also be left out. */
interface Rule<Value, Given = Value> {
  readonly wall: (value: Value) => Given;
  readonly masked: (value: Value) => Given;
}

type Told<Value> = Exclude<Value, undefined>;
export type Rules<Message> = {
  readonly [Field in keyof Required<Message>]: Rule<Told<Message[Field]>, Message[Field]>;
};

/** One table, or the one for this message: some messages say by themselves that less of them may be seen. */
export type RulesOf<Message> = Rules<Message> | ((message: Message) => Rules<Message>);

const shown = <Value>(value: Value): Value => value;

/** Everybody who may look at the board sees the field. */
export const everywhere = { wall: shown, masked: shown } as const;

/** Only signed-in staff see the field; all others get `blank`, which reveals nothing. */
export const staffOnly = <Value>(blank: Value) => ({ wall: () => blank, masked: () => blank });

/** Signed-in staff and walls see the field; a handheld with nobody signed in gets `blank`. */
export const notMasked = <Value>(blank: Value) => ({ wall: shown, masked: () => blank });

/** Applies the rules of the message that the field holds, where it holds one. */
export const within = <Message extends object>(rules: RulesOf<Message>) => ({
  wall: <Held extends Message | null>(held: Held) => projectHeld(rules, 'wall', held),
  masked: <Held extends Message | null>(held: Held) => projectHeld(rules, 'masked', held),
});

/** The same for each message of a list. */
export const each = <Message extends object>(rules: RulesOf<Message>): Rule<Message[]> => ({
  wall: (values) => values.map((value) => project(rules, 'wall', value)),
  masked: (values) => values.map((value) => project(rules, 'masked', value)),
});

const projectHeld = <Message extends object, Held extends Message | null>(
  rules: RulesOf<Message>,
  audience: MaskedAudience,
  held: Held,
): Held => (held === null ? held : (project(rules, audience, held as Message) as Held));

/** The message as the audience may have it. Fields that the message lacks, and blanks of `undefined`, are left out. */
export function project<Message extends object>(
  rulesOf: RulesOf<Message>,
  audience: MaskedAudience,
  message: Message,
): Message {
  const rules = typeof rulesOf === 'function' ? rulesOf(message) : rulesOf;
  const projected: Partial<Message> = {};
  for (const field of Object.keys(rules) as (keyof Message)[]) {
    const held = message[field] as Told<Message[typeof field]> | undefined;
    if (held === undefined) continue;
    const value = rules[field][audience](held);
    if (value !== undefined) projected[field] = value;
  }
  return projected as Message;
}
