interface SearchFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly change: (value: string) => void;
}

/** The one search field of a screen; `/` leads to it, Escape clears it (as the platform's search field does). */
export function SearchField({ label, hint, value, change }: SearchFieldProps) {
  return (
    <label className="search">
      <span>{label}</span>
      <input
        type="search"
        value={value}
        placeholder={hint}
        spellCheck={false}
        onChange={(event) => change(event.target.value)}
      />
    </label>
  );
}
