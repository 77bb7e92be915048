"""Sound: placed on the frame grid, levelled, ducked, limited, measured, encoded. All at 48 kHz, float32."""
