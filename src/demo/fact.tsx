import './fact.css';

/** One line of a list of facts (`<dl className="facts">`). `mono` for what is not prose, such as IDs. */
export function Fact({
  name,
  value,
  mono = false,
}: {
  name: string;
  value: string;
  mono?: boolean;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{mono ? <code>{value}</code> : value}</dd>
    </div>
  );
}
